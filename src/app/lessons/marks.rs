//! The words for what a future does, which wear the mark of the picture wherever a lesson says them.

use crate::config::Lang;

/// A word that has a mark, by the class of its style.
type Word = (&'static str, &'static str);

const ENGLISH: [Word; 4] = [
    ("queued", "queued"),
    ("running", "running"),
    ("completed", "completed"),
    ("delivered", "delivered"),
];
const CHINESE: [Word; 4] = [
    ("排队", "queued"),
    ("运行", "running"),
    ("完成", "completed"),
    ("交付", "delivered"),
];

/// The parts of a sentence, each with the class of its mark if it has one.
#[must_use]
pub fn marked(lang: Lang, text: &str) -> Vec<(Option<&'static str>, &str)> {
    let words = match lang {
        Lang::En => ENGLISH,
        Lang::Zh => CHINESE,
    };
    // `as_completed` is a name, and no word.
    let is_name = |text: &str, at: usize| text[..at].ends_with('_');
    let next = |from: usize| {
        let found = words.iter().filter_map(|(word, class)| {
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
