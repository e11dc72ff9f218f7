//! Where a list of addresses, an address, a label and the values of a template are still taken, and where no longer.

use photofinish::config::Lang;
use photofinish::config::addresses::{
    AddressError, AddressProblem, Addresses, List, MAX_ADDRESS, MAX_ADDRESSES, MAX_LABEL, MAX_LIST,
};

const HOST: &str = "https://h/";

/// An address of so many bytes.
fn address(bytes: usize) -> String {
    format!("{HOST}{}", "x".repeat(bytes - HOST.len()))
}

fn problem(text: &str) -> AddressProblem {
    Addresses::read(text).expect_err(text).problem
}

#[test]
fn an_address_and_a_label_are_as_long_as_they_may_be() {
    let longest = address(MAX_ADDRESS);
    let list = Addresses::read(&longest).unwrap();
    assert_eq!(list.as_slice()[0].url, longest);
    assert_eq!(problem(&address(MAX_ADDRESS + 1)), AddressProblem::TooLong);

    let label = "é".repeat(MAX_LABEL);
    let list = Addresses::read(&format!("{HOST} {label}")).unwrap();
    assert_eq!(list.as_slice()[0].label.as_ref(), Some(&label));
    let longer = format!("{HOST} {label}é");
    assert_eq!(problem(&longer), AddressProblem::LabelTooLong);
}

#[test]
fn a_list_is_as_long_as_a_link_may_be() {
    // The end of a line takes three bytes of a link.
    let lines = |last: usize| {
        let rest = (MAX_LIST - 2 * 3) / 3;
        [address(rest), address(rest), address(rest + last)].join("\n")
    };
    let list = List::read(&lines(0)).unwrap();
    assert_eq!(list.names().len(), 3);
    assert_eq!(list.first(), address((MAX_LIST - 6) / 3));
    let problem = AddressProblem::ListTooLong;
    let error = List::read(&lines(1)).unwrap_err();
    assert_eq!(error, AddressError::new(3, problem));
}

#[test]
fn the_values_of_a_template_are_as_many_as_a_run_may_ask() {
    let values = |text: &str| Addresses::of_template("https://h/{}", text);
    let most = values("1..600\n601..1000").unwrap();
    assert_eq!(most.as_slice().len(), MAX_ADDRESSES);
    for (text, line) in [("1..600\n601..1001", 3), ("1..1000 1001", 2)] {
        let problem = AddressProblem::TooMany;
        assert_eq!(
            values(text),
            Err(AddressError::new(line, problem)),
            "{text}"
        );
    }
}

#[test]
fn a_range_has_numbers_at_both_ends_and_a_value_the_length_of_a_label() {
    let names = |values: &str| {
        let list = Addresses::of_template("https://h/?{}", values);
        list.map(|list| list.names()).map_err(|error| error.problem)
    };
    let one = |name: &str| Ok(vec![name.to_owned()]);
    assert_eq!(names("5..5"), one("5"));
    for word in ["a..5", "5..b", "..5", "5.."] {
        assert_eq!(names(word), one(word));
    }
    let longest = "x".repeat(MAX_LABEL);
    assert_eq!(names(&longest), one(&longest));
    assert_eq!(names(&(longest + "x")), Err(AddressProblem::LabelTooLong));
    let wide = |digits: usize| format!("{}1", "0".repeat(digits - 1));
    let widest = wide(MAX_LABEL);
    assert_eq!(names(&format!("{widest}..1")), one(&widest));
    let wider = format!("{}..1", wide(MAX_LABEL + 1));
    assert_eq!(names(&wider), Err(AddressProblem::TooMany));
}

#[test]
fn words_with_a_colon_or_without_are_no_schemes_by_that_alone() {
    for word in ["javascript", "mailto", "foo:bar", "https"] {
        assert_eq!(problem(word), AddressProblem::NotAnAddress(None), "{word}");
    }
    let scheme = "javascript".to_owned();
    assert_eq!(
        problem("javascript:alert(1)"),
        AddressProblem::OtherScheme { scheme }
    );
}

#[test]
fn the_number_of_a_host_has_colons_and_nothing_that_is_none() {
    for host in ["[::1]", "[::1]:80", "[fe80::a.b]"] {
        assert!(
            Addresses::read(&format!("http://{host}/")).is_ok(),
            "{host}"
        );
    }
    for host in ["[1234]", "[a:z]", "[]", "[::1]:", "[::1]:x", "a[b]"] {
        let problem = problem(&format!("http://{host}/"));
        assert_eq!(problem, AddressProblem::NotAnAddress(None), "{host}");
    }
}

#[test]
fn a_character_that_nobody_sees_is_told_by_its_number() {
    for (refused, shown) in [
        ('"', "“\"”"),
        ('\u{7}', "“U+0007”"),
        ('\u{3000}', "“U+3000”"),
    ] {
        let problem = AddressProblem::NotAnAddress(Some(refused));
        let error = AddressError::new(2, problem);
        for lang in Lang::ALL {
            let sentence = error.sentence(*lang);
            assert!(sentence.contains(shown), "{sentence}");
        }
    }
}
