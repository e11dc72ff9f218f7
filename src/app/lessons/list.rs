//! The lessons, each an address of the page that shows it.

/// Queries of the lessons in the order of their titles in
/// [`LessonTexts::lessons`](super::texts::LessonTexts::lessons). The first is the playground.
pub const LESSONS: [&str; 12] = [
    "experiment=lessons",
    "codes=pop20&strategy=compare&max_workers=20",
    "codes=pop20&strategy=map&max_workers=20",
    "codes=all&max_workers=30",
    "experiment=workers&where=main",
    "experiment=workers&where=sweep",
    "experiment=transfer",
    "experiment=workers&where=engines",
    "experiment=both",
    "codes=every&limit=100&max_workers=30&error_rate=0.2",
    "codes=all&max_workers=10&verbose=1",
    "codes=pop20&max_workers=5&delay=2000-20000&timeout=60000",
];
