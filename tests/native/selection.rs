//! Which flags a run asks for, by the rules of the book.

use std::collections::BTreeSet;
use std::path::Path;

use photofinish::flags::{Selection, is_known, known_codes};
use proptest::prelude::{any, prop_assert, prop_oneof, proptest};

fn codes(text: &str) -> Vec<String> {
    Selection::parse(text).unwrap().codes(None)
}

#[test]
fn the_known_codes_are_the_folders_of_flags() {
    let flags = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/flags");
    let folders: BTreeSet<String> = std::fs::read_dir(flags)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap().to_uppercase())
        .collect();
    let known: Vec<&str> = known_codes().collect();
    assert_eq!(known.len(), 194);
    assert!(known.is_sorted());
    assert!(folders.iter().eq(known.iter()), "{folders:?}");
}

#[test]
fn nothing_asked_for_is_the_20_most_populous() {
    for text in ["", " , ", "pop20", "POP20"] {
        let codes = codes(text);
        assert_eq!(codes.len(), 20, "{text:?}");
        assert_eq!((&*codes[0], &*codes[19]), ("BD", "VN"));
        assert!(codes.iter().all(|code| is_known(code)));
    }
}

#[test]
fn codes_are_sorted_and_not_repeated() {
    assert_eq!(codes("us, br cn\tBR,,us"), ["BR", "CN", "US"]);
}

#[test]
fn a_letter_is_26_codes_whether_there_are_flags_or_not() {
    let of_b = codes("b");
    assert_eq!((of_b.len(), &*of_b[0], &*of_b[25]), (26, "BA", "BZ"));
    assert_eq!(of_b.iter().filter(|code| is_known(code)).count(), 17);
    assert_eq!(codes("BR,b").len(), 26);
}

#[test]
fn every_wins_over_all_and_all_over_codes() {
    assert_eq!(codes("all").len(), 194);
    assert_eq!(codes("BR,ALL").len(), 194);
    let every = codes("all every x9");
    assert_eq!((every.len(), &*every[0], &*every[675]), (676, "AA", "ZZ"));
}

#[test]
fn full_width_characters_are_what_they_stand_for() {
    assert_eq!(codes("BR，CN、US"), ["BR", "CN", "US"]);
    assert_eq!(codes("ｂｒ；　ＣＮ"), ["BR", "CN"]);
    assert_eq!(codes("ｅｖｅｒｙ").len(), 676);
    assert_eq!(codes("ＰＯＰ２０").len(), 20);
    let error = Selection::parse("BR｜CN，US").unwrap_err();
    assert_eq!(error.argument, "BR|CN");
}

#[test]
fn the_limit_takes_the_first_of_the_sorted() {
    let selection = Selection::parse("US,BR,CN").unwrap();
    assert_eq!(selection.codes(Some(2)), ["BR", "CN"]);
    assert_eq!(selection.codes(Some(9)).len(), 3);
}

#[test]
fn what_is_no_code_is_named() {
    for (text, argument) in [
        ("BR,USA", "USA"),
        ("1", "1"),
        ("B-,CN", "B-"),
        ("é", "é"),
        ("ß", "ß"),
    ] {
        let error = Selection::parse(text).unwrap_err();
        assert_eq!(error.argument, argument);
        assert_eq!(
            error.to_string(),
            "each CC argument must be A to Z or AA to ZZ."
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_the_same(text in any::<String>()) {
        if let Ok(selection) = Selection::parse(&text) {
            prop_assert!(Selection::parse(&selection.to_string()) == Ok(selection));
        }
    }

    /// Every code that comes of a selection is one, once, in order, and no more than asked for.
    #[test]
    fn codes_are_two_letters_each(
        text in prop_oneof!["[A-Za-z, ;，；]{0,30}", "(all|every|pop20|[A-Z]{1,2})([, ](all|every|[a-z]{1,2})){0,9}", ".*"],
        limit in proptest::option::of(1..900usize),
    ) {
        match Selection::parse(&text) {
            Ok(selection) => {
                let codes = selection.codes(limit);
                prop_assert!(codes.is_sorted() && codes.windows(2).all(|two| two[0] != two[1]));
                prop_assert!(codes.iter().all(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())));
                prop_assert!(!codes.is_empty() && limit.is_none_or(|limit| codes.len() <= limit));
            }
            Err(error) => prop_assert!(!error.argument.is_empty()),
        }
    }
}
