//! The words for what a future does, which wear the mark of the picture wherever a lesson says them.

use crate::config::Lang;
use crate::tell::words;
use crate::tell::words::lessons::Mark;

/// The parts of a sentence, each with the class of its mark if it has one.
#[must_use]
pub fn marked(lang: Lang, text: &str) -> Vec<(Option<&'static str>, &str)> {
    let words = words::lessons::of(lang).marks;
    // `as_completed` is a name, and no word.
    let is_name = |text: &str, at: usize| text[..at].ends_with('_');
    let next = |from: usize| {
        let found = words.iter().filter_map(|Mark { word, class }| {
            let mut places = text[from..].match_indices(word);
            let (at, _) = places.find(|(at, _)| !is_name(text, from + at))?;
            Some((at, word.len(), *class))
        });
        found.min()
    };
    let (mut parts, mut from) = (Vec::new(), 0);
    while let Some((at, len, class)) = next(from) {
        if at > 0 {
            parts.push((None, &text[from..from + at]));
        }
        parts.push((Some(class), &text[from + at..from + at + len]));
        from += at + len;
    }
    if from < text.len() {
        parts.push((None, &text[from..]));
    }
    parts
}
