//! Lists of addresses and templates, as people paste them and as nobody should.

use photofinish::config::Lang;
use photofinish::config::addresses::{
    AddressError, AddressProblem, Addresses, MAX_ADDRESSES, MAX_LABEL,
};
use proptest::prelude::*;

fn urls(list: &Addresses) -> Vec<&str> {
    list.as_slice().iter().map(|one| &*one.url).collect()
}

fn problem(text: &str) -> AddressProblem {
    Addresses::read(text).expect_err(text).problem
}

#[test]
fn a_list_has_one_a_line_with_its_label_before_or_after() {
    let list = Addresses::read(
        "# mine\n\nhttps://a.example/x\r\nslow one, https://a.example/y?q=1,2\n\
         - http://127.0.0.1:8001/z, the third\nhttps://a.example/w,\tends in a comma\n",
    )
    .unwrap();
    let expected = [
        "https://a.example/x",
        "https://a.example/y?q=1,2",
        "http://127.0.0.1:8001/z",
        "https://a.example/w,",
    ];
    assert_eq!(urls(&list), expected);
    let names = list.names();
    assert_eq!(
        names,
        ["a.example/x", "slow one", "the third", "ends in a comma"]
    );
}

#[test]
fn what_a_chinese_keyboard_or_a_copy_adds_is_no_part_of_an_address() {
    let list = Addresses::read(
        "甲：　ｈｔｔｐｓ：／／a.example/国旗\n\u{feff}HT\u{200b}TPS://[::1]:80/x#part",
    )
    .unwrap();
    assert_eq!(
        urls(&list),
        ["https://a.example/国旗", "https://[::1]:80/x"]
    );
    assert_eq!(list.names()[0], "甲");
}

#[test]
fn a_label_reads_as_it_is_written() {
    // The mark would have a browser write what follows from right to left.
    let list = Addresses::read("\u{202e}gpj.\u{2066}x https://h/a\u{200b}b\u{2060}").unwrap();
    assert_eq!(list.names(), ["gpj.x"]);
    assert_eq!(urls(&list), ["https://h/ab"]);
}

#[test]
fn names_tell_all_apart_also_the_same_address_twice() {
    let list = Addresses::read("https://h/a\nhttps://h/a\nhttps://h/b\thttps\nhttps://h/c\t/a (2)");
    assert_eq!(
        list.unwrap().names(),
        ["/a", "/a (2)", "https", "/a (2) (2)"]
    );
    let same = "https://h/a\n".repeat(MAX_ADDRESSES);
    let names = Addresses::read(&same).unwrap().names();
    assert_eq!(names[MAX_ADDRESSES - 1], format!("/a ({MAX_ADDRESSES})"));
}

#[test]
fn what_asks_no_web_server_is_refused_by_name() {
    for (text, scheme) in [
        ("javascript:alert(1)", "javascript"),
        ("JavaScript://a.example/%0aalert(1)", "javascript"),
        ("x data:text/html,<script>", "data"),
        ("blob:https://a.example/1", "blob"),
        ("ftp://a.example/", "ftp"),
        ("file:///etc/passwd", "file"),
    ] {
        let scheme = scheme.to_owned();
        assert_eq!(
            problem(text),
            AddressProblem::OtherScheme { scheme },
            "{text}"
        );
    }
}

#[test]
fn a_password_is_refused_and_never_repeated() {
    for text in [
        "https://user:secret@a.example/",
        "https://secret@a.example",
        "user:secret@a.example/",
        "https:\\\\user:secret@a.example",
    ] {
        let error = Addresses::read(text).unwrap_err();
        for lang in Lang::ALL {
            assert!(!error.sentence(*lang).contains("secret"), "{text}");
        }
    }
    assert_eq!(problem("http://u:p@h/"), AddressProblem::Credentials);
    // Only before the host it is one.
    assert!(Addresses::read("https://h/@name?mail=a@b").is_ok());
}

#[test]
fn what_is_no_address_is_told_with_its_line_and_what_helps() {
    let error = Addresses::read("https://h/\n\nexample.org/x").unwrap_err();
    let meant = "https://example.org/x".to_owned();
    let problem_there = AddressProblem::NoScheme { meant };
    assert_eq!((error.line, &error.problem), (3, &problem_there));
    let said = error.sentence(Lang::En);
    assert_eq!(
        said,
        "Line 3: an address begins with http:// or https://: write https://example.org/x."
    );
    assert_eq!(problem(" \n#x\n"), AddressProblem::Nothing);
    assert_eq!(problem("https://a/ https://b/"), AddressProblem::Several);
    assert_eq!(problem("https://h/{}"), AddressProblem::NoValues);
    assert_eq!(
        problem(&"x".repeat(3000)),
        AddressProblem::NotAnAddress(None)
    );
    assert_eq!(
        problem(&format!("https://h/{}", "x".repeat(2000))),
        AddressProblem::TooLong
    );
    assert_eq!(
        problem(&format!("https://h/ {}", "x".repeat(81))),
        AddressProblem::LabelTooLong
    );
    for (text, refused) in [
        ("https://h/<b>", Some('<')),
        ("https://h\\x", Some('\\')),
        ("https://a%2eb/", Some('%')),
        ("https:///x", None),
        ("https://h:/", None),
        ("https://h:65536/", None),
        ("https://[::1/", None),
        ("https://[::1]x/", None),
        ("label=https://h/", Some('=')),
    ] {
        assert_eq!(
            problem(text),
            AddressProblem::NotAnAddress(refused),
            "{text}"
        );
    }
}

#[test]
fn ten_thousand_lines_are_refused_where_they_become_too_many() {
    let error = Addresses::read(&"https://h/\n".repeat(10_000)).unwrap_err();
    let problem = AddressProblem::TooMany;
    let line = MAX_ADDRESSES + 1;
    assert_eq!(error, AddressError::new(line, problem));
}

#[test]
fn of_several_wrong_lines_the_first_is_told_and_how_many_more_there_are() {
    let text = |lines: &[&str]| Addresses::read(&lines.join("\n")).unwrap_err();
    let (good, bad) = ("https://h/", "ftp://h/");
    for (lines, more, en, zh) in [
        (&[good, bad, good][..], 0, "http:// or https://.", "开头。"),
        (
            &[good, bad, "# ", "", "x"],
            1,
            ". Another line is wrong too.",
            "。另有 1 行也有问题。",
        ),
        (
            &[good, bad, good, bad, "x"],
            2,
            ". 2 more lines are wrong too.",
            "。另有 2 行也有问题。",
        ),
    ] {
        let error = text(lines);
        assert_eq!((error.line, error.more), (2, more));
        for (lang, end) in [(Lang::En, en), (Lang::Zh, zh)] {
            let sentence = error.sentence(lang);
            assert!(sentence.ends_with(end), "{sentence}");
        }
    }
}

#[test]
fn a_template_takes_values_and_ranges() {
    let list = Addresses::of_template("https://h/{}?again={}", "a，b&c=d/../e\n08..10 x").unwrap();
    assert_eq!(list.names(), ["a", "b&c=d/../e", "08", "09", "10", "x"]);
    assert_eq!(
        urls(&list)[1],
        "https://h/b%26c%3Dd%2F..%2Fe?again=b%26c%3Dd%2F..%2Fe"
    );
    let hosts = Addresses::of_template("https://{}.example/", "a b").unwrap();
    assert_eq!(urls(&hosts), ["https://a.example/", "https://b.example/"]);
}

#[test]
fn what_is_wrong_with_a_template_or_its_values_is_told_where_it_is() {
    let told = |template, values| {
        let error = Addresses::of_template(template, values).unwrap_err();
        (error.line, error.problem)
    };
    assert_eq!(told("https://h/", "1"), (1, AddressProblem::NoPlace));
    assert_eq!(told("https://h/{}", " ,\n"), (1, AddressProblem::NoValues));
    assert_eq!(
        told("https://u:p@h/{}", "1"),
        (1, AddressProblem::Credentials)
    );
    assert_eq!(
        told("https://h/{}", "1\n3..2"),
        (3, AddressProblem::RangeReversed)
    );
    let all = "0..18446744073709551615";
    assert_eq!(told("https://h/{}", all), (2, AddressProblem::TooMany));
    assert_eq!(
        told("https://h/{}", "1..1001"),
        (2, AddressProblem::TooMany)
    );
    // No value is a step in the path, or chooses another host.
    let step = AddressProblem::NotAnAddress(Some('.'));
    assert_eq!(told("https://h/a/{}", "1 .."), (2, step));
    let refused = AddressProblem::NotAnAddress(Some('%'));
    assert_eq!(told("https://{}.example/", "evil.test/"), (2, refused));
}

fn line_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(https?|HTTP|ｈｔｔｐ|ftp|javascript|data)(:|：)//[a-z.]{1,8}(:[0-9]{1,5})?([/?][ -~é国]{0,12})?",
        "[ -~]{0,12}[\t ,;#=-]https://[a-z]{1,5}/[a-z,;]{0,5}[\t ,;#-]{0,3}[ -~甲\u{202e}]{0,12}",
        ".{0,20}",
    ]
}

proptest! {
    #[test]
    fn a_list_that_is_read_is_written_so_that_it_reads_the_same(lines in proptest::collection::vec(line_text(), 0..6)) {
        for text in lines.iter().cloned().chain([lines.join("\n")]) {
            let Ok(list) = Addresses::read(&text) else { continue };
            let again = Addresses::read(&list.to_string());
            prop_assert_eq!(again, Ok(list));
        }
    }

    #[test]
    fn whatever_is_pasted_is_web_addresses_or_a_sentence(text in prop_oneof![any::<String>(), line_text()]) {
        match Addresses::read(&text) {
            Ok(list) => {
                let names = list.names();
                let different: std::collections::HashSet<_> = names.iter().collect();
                prop_assert_eq!(different.len(), list.as_slice().len());
                for (one, name) in list.as_slice().iter().zip(&names) {
                    let rest = one.url.strip_prefix("http://").or(one.url.strip_prefix("https://"));
                    let host = rest.and_then(|rest| rest.split(['/', '?']).next()).unwrap_or("@");
                    prop_assert!(!host.contains('@') && !host.is_empty(), "{}", one.url);
                    prop_assert!(!one.url.contains(char::is_whitespace) && !one.url.contains(['<', '"', '#']));
                    prop_assert!(!name.is_empty() && !name.chars().any(char::is_control));
                }
            }
            Err(error) => {
                for lang in Lang::ALL {
                    prop_assert!(error.sentence(*lang).ends_with(['.', '。']));
                }
            }
        }
    }

    #[test]
    fn no_value_leads_elsewhere(value in ".{0,90}") {
        let Ok(list) = Addresses::of_template("https://h.example/{}/end", &value) else { return Ok(()) };
        for one in list.as_slice() {
            prop_assert!(one.url.starts_with("https://h.example/") && one.url.ends_with("/end"));
            prop_assert_eq!(one.url.matches('/').count(), 4, "{}", one.url);
            prop_assert!(one.label.as_ref().is_some_and(|label| label.chars().count() <= MAX_LABEL));
        }
    }
}
