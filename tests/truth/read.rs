//! Reading sentences: a template says where its values stand, the accounts what they are.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// What a value must be.
#[derive(Clone, Debug)]
pub enum Truth {
    Count(usize),
    /// At the precision at which it is shown.
    Time(Duration),
    /// Seconds without a unit, at the precision at which they are shown.
    Seconds(Duration),
    /// Within 2 %, or the precision at which it is shown.
    Ratio(f64),
    /// Within so much.
    Near(f64, f64),
    Text(String),
    /// Of several at once nobody is the one.
    OneOf(Vec<String>),
    Names(Vec<String>),
}

/// The values that the accounts confirm, by the names in the templates.
pub type Truths = HashMap<&'static str, Truth>;

thread_local! {
    static MET: RefCell<HashSet<String>> = RefCell::default();
}

/// How many of the templates a true sentence was of, in this test.
pub fn met(templates: &[&str]) -> usize {
    MET.with_borrow(|met| templates.iter().filter(|one| met.contains(**one)).count())
}

/// Holds a sentence to the template it is of.
///
/// # Errors
/// What is wrong with it.
pub fn hold(sentence: &str, templates: &[&str], truths: &Truths) -> Result<(), String> {
    let mut wrong = vec!["no template".to_owned()];
    for template in templates {
        let Some(values) = values(sentence, template) else {
            continue;
        };
        let faults = values.iter().filter_map(|(name, shown)| {
            let is_true = truths
                .get(name.as_str())
                .is_some_and(|truth| truth.is(shown));
            (!is_true).then(|| {
                format!(
                    "{name} is {shown:?}, in truth {:?}",
                    truths.get(name.as_str())
                )
            })
        });
        let faults: Vec<_> = faults.collect();
        if faults.is_empty() {
            MET.with_borrow_mut(|met| met.insert((*template).to_owned()));
            return Ok(());
        }
        wrong.push(format!("as {template:?}: {faults:?}"));
    }
    Err(format!("{sentence:?}: {wrong:#?}"))
}

/// The values of a sentence by their names in the template, if it is one of these.
fn values(sentence: &str, template: &str) -> Option<Vec<(String, String)>> {
    let mut parts = template.split(['{', '}']);
    let mut rest = sentence.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    while let (Some(name), Some(literal)) = (parts.next(), parts.next()) {
        let end = match literal {
            "" => rest.len(),
            literal => rest.find(literal)?,
        };
        values.push((name.to_owned(), rest[..end].to_owned()));
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(values)
}

impl Truth {
    fn is(&self, shown: &str) -> bool {
        match self {
            Truth::Count(count) => shown == count.to_string(),
            Truth::Time(time) => {
                let units = [(" ms", 1e-3), (" s", 1.0), (" 毫秒", 1e-3), (" 秒", 1.0)];
                units.iter().any(|(unit, scale)| {
                    let number = shown.strip_suffix(unit);
                    number.is_some_and(|number| rounds_to(time.as_secs_f64() / scale, number))
                })
            }
            Truth::Seconds(time) => rounds_to(time.as_secs_f64(), shown),
            Truth::Ratio(ratio) => {
                let near = |shown: f64| (shown / ratio - 1.0).abs() <= 0.02;
                rounds_to(*ratio, shown) || shown.parse().is_ok_and(near)
            }
            Truth::Near(value, within) => {
                let near = |shown: f64| (shown - value).abs() <= *within;
                shown.parse().is_ok_and(near)
            }
            Truth::Text(text) => shown == text,
            Truth::OneOf(texts) => texts.iter().any(|text| shown == text),
            Truth::Names(names) => {
                let few = &names[..names.len().min(5)];
                let (english, chinese) = (few.join(", "), few.join("、"));
                match names.len() - few.len() {
                    0 => shown == english || shown == chinese,
                    more => {
                        shown == format!("{english} and {more} more")
                            || shown == format!("{chinese} 等")
                    }
                }
            }
        }
    }
}

/// Whether a number is what this rounds to, with so many decimals as are shown.
fn rounds_to(value: f64, shown: &str) -> bool {
    let decimals = shown
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 10f64.powi(-(decimals as i32));
    let is_number = shown.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_number
        && shown
            .parse::<f64>()
            .is_ok_and(|shown| (shown - value).abs() <= half + 1e-9)
}

#[test]
fn a_sentence_is_held_to_its_numbers() {
    let truths = Truths::from([
        ("n", Truth::Count(3)),
        ("t", Truth::Time(Duration::from_millis(1549))),
        ("x", Truth::Ratio(5.83)),
    ]);
    let is_true = |sentence| hold(sentence, &["{n} took {t}, {x} times"], &truths).is_ok();
    assert!(is_true("3 took 1.5 s, 5.8 times"));
    assert!(is_true("3 took 1549 ms, 5.9 times"));
    assert!(!is_true("4 took 1.5 s, 5.8 times"));
    assert!(!is_true("3 took 1.6 s, 5.8 times"));
    assert!(!is_true("3 took 1.5 s, 6.0 times"));
    assert!(!is_true("3 took 1.5 s, 5.8 times, 7"));
    assert!(!is_true("3 took 1.5 s"));
}
