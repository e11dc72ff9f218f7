//! What stands out in a sentence: marked in it, shown as such by the page, and taken away elsewhere.

const STRONG: char = '\u{2}';
const END: char = '\u{3}';

/// Marks a part of a sentence that is to stand out.
#[must_use]
pub fn strong(text: &str) -> String {
    format!("{STRONG}{text}{END}")
}

/// The parts of a sentence, each with whether it stands out.
pub fn parts(sentence: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut is_strong = false;
    sentence.split([STRONG, END]).filter_map(move |part| {
        let this = (is_strong, part);
        is_strong = !is_strong;
        (!part.is_empty()).then_some(this)
    })
}

/// A sentence without marks.
#[must_use]
pub fn plain(sentence: &str) -> String {
    sentence.replace([STRONG, END], "")
}
