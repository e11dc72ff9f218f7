//! What other keyboards and word processors write, in the characters that are meant.

use std::borrow::Cow;

/// A text in plain characters: full-width forms, ideographic commas, stops and spaces, and dashes of
/// every length are what they stand for; marks that nobody sees, and white space around, are left out.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.trim().into();
    }
    let plain: String = text.chars().filter_map(plain_char).collect();
    plain.trim().to_owned().into()
}

/// One character of [`plain`]; none for what nobody sees.
pub(crate) fn plain_char(c: char) -> Option<char> {
    Some(match c {
        // The full-width forms stand in the order of ASCII.
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0)?,
        '、' | '､' => ',',
        '。' | '｡' => '.',
        '\u{3000}' => ' ',
        '〜' => '~',
        // Hyphens, figure, en and em dash, horizontal bar; minus.
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // Soft hyphen, zero widths and directions, word joiner, byte order mark: they come with a copy.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return None,
        c => c,
    })
}
