//! Texts that come from outside, as literals of each language: whatever they hold, they stay one text.

/// A text in Python: between quotes, all but printable ASCII escaped.
pub(super) fn python(text: &str) -> String {
    quoted(text, |c| match u32::from(c) {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    })
}

/// A text in JavaScript.
pub(super) fn javascript(text: &str) -> String {
    quoted(text, |c| {
        let units = c.encode_utf16(&mut [0; 2]).to_vec();
        units.iter().map(|unit| format!("\\u{unit:04x}")).collect()
    })
}

/// A text in Rust.
pub(super) fn rust(text: &str) -> String {
    quoted(text, |c| format!("\\u{{{:x}}}", u32::from(c)))
}

fn quoted(text: &str, escape: impl Fn(char) -> String) -> String {
    let mut literal = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            ' '..='~' => literal.push(c),
            _ => literal.push_str(&escape(c)),
        }
    }
    literal.push('"');
    literal
}
