//! What holds of every sentence on the page, whoever wrote it: rules of the two languages.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::HashSet;

use photofinish::config::Lang;

/// Names of Rust's own that no learner of Python knows.
const RUST: [&str; 9] = [
    "String",
    "Vec",
    "Duration",
    "Option",
    "Rc",
    "FutureHandle",
    "usize",
    "u64",
    "alloc",
];

/// Forms of Chinese terms that have another one on this page.
const ELSEWHERE: [&str; 10] = [
    "移交",
    "停住",
    "并发中",
    "现用",
    "人口前",
    "读作",
    "规模",
    "structured clone",
    "至今",
    "动一下",
];

/// Nouns that are counted, in their singular.
const COUNTED: [&str; 14] = [
    "flag", "result", "task", "job", "worker", "core", "tile", "request", "digest", "test",
    "future", "time", "pixel", "error",
];

/// Finds what is wrong with a sentence; `None` in one that is good. `\u{fffc}` stands for a value
/// that is not known.
pub fn fault(lang: Lang, text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !('\u{1}'..='\u{8}').contains(c))
        .collect();
    let found = both(&text).or_else(|| match lang {
        Lang::En => english(&text),
        Lang::Zh => chinese(&text),
    });
    found.map(|why| format!("{why}: {text}"))
}

/// Fails with all that is wrong with these sentences.
pub fn assert_good(sentences: impl IntoIterator<Item = (Lang, String)>) {
    let sentences: HashSet<(Lang, String)> = sentences.into_iter().collect();
    let faults: Vec<String> = sentences
        .iter()
        .filter_map(|(lang, text)| fault(*lang, text))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"_-×".contains(c))
        .filter(|word| !word.is_empty())
}

fn both(text: &str) -> Option<String> {
    if let Some(name) = words(text).find(|word| RUST.contains(word)) {
        return Some(format!("{name} is a name of Rust"));
    }
    let ascii_ellipsis = text.contains("...");
    let doubled = text.contains("  ") && !text.trim_start().is_empty();
    if ascii_ellipsis {
        Some("three full stops are no ellipsis".into())
    } else if doubled {
        Some("two spaces".into())
    } else {
        None
    }
}

fn english(text: &str) -> Option<String> {
    if text.contains("times faster") || text.contains("times slower") {
        return Some("N times as fast".into());
    }
    if text.chars().any(is_chinese) {
        return Some("Chinese in English".into());
    }
    let words: Vec<&str> = words(text).collect();
    if let Some(time) = words.iter().find(|word| is_time_in_one(word)) {
        return Some(format!("{time} in one word"));
    }
    for pair in words.windows(2) {
        let (number, noun) = (pair[0], pair[1]);
        let Ok(number) = number.parse::<u64>() else {
            continue;
        };
        // Not the end of `2.1`, nor the last of `3 × 1`.
        let is_part = text.contains(&format!(".{number}")) || text.contains(&format!("× {number}"));
        let is_plural = COUNTED.iter().any(|one| noun == format!("{one}s"));
        let is_singular = COUNTED.contains(&noun);
        if number == 1 && !is_part && (is_plural || ["were", "are", "have"].contains(&noun)) {
            return Some(format!("1 {noun}"));
        }
        // `worker 2` is the name of one, `2 worker` is none.
        if number != 1 && is_singular && !is_part {
            return Some(format!("{number} {noun}"));
        }
    }
    None
}

/// `2.66s`: a time is written `2.66 s`.
fn is_time_in_one(word: &str) -> bool {
    let mut units = ["ns", "µs", "ms", "s"].into_iter();
    let number = units.find_map(|unit| word.strip_suffix(unit));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn chinese(text: &str) -> Option<String> {
    if let Some(term) = ELSEWHERE.iter().find(|term| text.contains(**term)) {
        return Some(format!("{term} is said otherwise"));
    }
    if text.replace("核心", "").contains('核') {
        return Some("核心".into());
    }
    let other_worker = text.replace("Web Worker", "").replace("Service Worker", "");
    if other_worker.contains("Worker") {
        return Some("worker is written small".into());
    }
    let faster = text.split('快').skip(1).any(|rest| {
        let number = |c: char| c.is_ascii_digit() || "到了约 .\u{fffc}".contains(c);
        rest.trim_start_matches(number).starts_with('倍')
    });
    if faster {
        return Some("快 N 倍".into());
    }
    // One ellipsis has two characters; a single one ends a digest.
    if text.contains(is_chinese) && text.replace("……", "").contains('…') {
        return Some("half an ellipsis".into());
    }
    let chars: Vec<char> = text.chars().collect();
    for (at, pair) in chars.windows(2).enumerate() {
        let (one, other) = (pair[0], pair[1]);
        let touches = |a: char, b: char| is_chinese(a) && b.is_ascii_alphanumeric();
        if touches(one, other) || touches(other, one) {
            return Some(format!("no space between {one} and {other}"));
        }
        let half = |c: char| ",;:?!()".contains(c);
        if (is_chinese(one) && (half(other) || other == '.')) || (half(one) && is_chinese(other)) {
            return Some(format!("half-width {one}{other}"));
        }
        let full = |c: char| "，。；：？！、（）“”".contains(c);
        if (full(one) && other == ' ') || (one == ' ' && full(other)) {
            return Some(format!("a space beside full-width punctuation at {at}"));
        }
    }
    if let Some(gap) = chars
        .windows(3)
        .find(|three| three[1] == ' ' && is_chinese(three[0]) && is_chinese(three[2]))
    {
        return Some(format!("a space between {} and {}", gap[0], gap[2]));
    }
    units(text).or_else(|| latin_sentence(text))
}

/// Units of time have Chinese names.
fn units(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split([' ', '，', '。', '：', '；', '）', '、'])
        .collect();
    let is_number = |word: &str| word.ends_with(|c: char| c.is_ascii_digit() || c == '\u{fffc}');
    words
        .windows(2)
        .find(|pair| is_number(pair[0]) && ["ns", "µs", "ms", "s"].contains(&pair[1]))
        .map(|pair| format!("{} {} is not translated", pair[0], pair[1]))
}

/// Three words of English in a row, the names of things apart.
fn latin_sentence(text: &str) -> Option<String> {
    let in_a_row =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '\'');
    let mut parts = text.split(|c: char| c as u32 > 0x2fff);
    parts.find_map(|part| {
        let words: Vec<&str> = part.split(' ').collect();
        let mut threes = words.windows(3);
        let three = threes.find(|three| three.iter().all(|word| in_a_row(word)))?;
        Some(format!("English: {}", three.join(" ")))
    })
}
