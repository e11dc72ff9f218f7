//! What runs before the first paint reads the address as the page does.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Function, JsString};
use photofinish::app::screens::Module;
use photofinish::app::state::{AppState, Theme};
use photofinish::config::{Lang, RunConfig};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The script with a page of its own around it.
const AROUND: [&str; 2] = [
    "const document = {
        documentElement: { dataset: {} },
        currentScript: { src: location.origin + '/app/early.js' },
        head: { append() {} },
        createElement: () => ({}),
    };
    const localStorage = { getItem: (name) => name === 'photofinish.lang' ? kept : null };
    const navigator = { languages };
    const history = { state: null, replaceState() {} };
    {
        const [search, ...rest] = query.split('#');
        const location = { search, hash: rest.length ? '#' + rest.join('#') : '' };",
    "}
    const { lang, dataset: { opens, embed } } = document.documentElement;
    return [lang, opens, embed ?? '0'].join(' ');",
];

/// Language, page and embedding, as the script has them.
fn early(query: &str, kept: Option<&str>, languages: &[&str]) -> String {
    let [before, after] = AROUND;
    let body = format!("{before}{}{after}", include_str!("../www/early.js"));
    let script = Function::new_with_args("query, kept, languages", &body);
    let kept = kept.map_or(JsValue::NULL, JsValue::from_str);
    let languages: Array = languages.iter().map(|tag| JsValue::from_str(tag)).collect();
    let said = script.call3(&JsValue::NULL, &query.into(), &kept, &languages);
    let said = said.unwrap_or_else(|error| panic!("{query}: {error:?}"));
    said.unchecked_into::<JsString>().into()
}

/// The same, as the page has them.
fn page(query: &str, kept: Option<&str>, languages: &[&str]) -> String {
    let own = Lang::preferred(kept.into_iter().chain(languages.iter().copied()));
    let lang = match AppState::from_query(query, own, Theme::Auto).lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let (config, _) = RunConfig::from_query(query);
    let module = Module::of(config.experiment).name();
    format!("{lang} {module} {}", u8::from(config.embed))
}

#[wasm_bindgen_test]
fn every_case_of_the_table_is_read_alike() {
    let cases = include_str!("data/languages.txt").lines();
    for case in cases.filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = case.split('|').map(str::trim).collect();
        let [query, kept, browser, expected] = cells[..] else {
            panic!("{case}")
        };
        let kept = Some(kept).filter(|kept| !kept.is_empty());
        let languages: Vec<&str> = browser.split_whitespace().collect();
        let said = early(query, kept, &languages);
        assert!(said.starts_with(expected), "{case}: {said}");
        assert_eq!(said, page(query, kept, &languages), "{case}");
    }
}

#[wasm_bindgen_test]
fn whatever_the_address_says_is_read_alike() {
    // Pieces of good values and of bad, each before each.
    let pieces = [
        "",
        "zh",
        "en",
        "ZH",
        "ｚ",
        "h",
        "-",
        "_",
        "–",
        "CN",
        "-CN",
        "fr",
        " ",
        "\u{3000}",
        "\u{85}",
        "\u{feff}",
        "\u{212a}",
        "1",
        "１",
        "true",
        "maybe",
        "workers",
        "ＲＡＣＥ",
        "both",
        "x",
    ];
    for name in ["lang", "embed", "experiment"] {
        for first in pieces {
            for second in pieces {
                let value = js_sys::encode_uri_component(&format!("{first}{second}"));
                let query = format!("?{name}={value}");
                let said = early(&query, None, &["zh-CN"]);
                assert_eq!(said, page(&query, None, &["zh-CN"]), "{query}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn an_address_that_carries_a_run_opens_it() {
    for (address, opens) in [
        ("?lang=en#run={}", "lab"),
        ("#run=%7B%7D", "lab"),
        ("?experiment=race#run={}", "race"),
        ("?lang=en#other", "race"),
    ] {
        let said = early(address, None, &["en"]);
        assert_eq!(said, format!("en {opens} 0"), "{address}");
    }
}
