//! What HTML and scripts say before the page's own words are there: they say it in each language that the page speaks, and
//! what they know of languages is what these are.

use std::path::Path;

use photofinish::config::Lang;
use photofinish::tell::words::page;

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The lines of the object `words` of a script, each without its indent.
fn words(script: &str) -> Vec<&str> {
    let (_, rest) = script.split_once("const words = {\n").unwrap();
    let lines = rest.lines().map(str::trim);
    lines.take_while(|line| *line != "};").collect()
}

/// The languages of such lines, each with its keys; of one that has a single text, none.
fn keys<'a>(lines: &[&'a str]) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut is_inside = false;
    for line in lines {
        match (line.split_once(": "), is_inside) {
            (Some((key, value)), false) => {
                all.push((key, Vec::new()));
                is_inside = value == "{";
            }
            (Some((key, _)), true) => all.last_mut().unwrap().1.push(key),
            (None, _) => is_inside = false,
        }
    }
    all
}

#[test]
fn scripts_say_the_same_in_each_language() {
    for (file, least) in [("www/faults.js", 8), ("www/boot.js", 0)] {
        let script = read(file);
        let all = keys(&words(&script));
        let languages: Vec<&str> = all.iter().map(|(language, _)| *language).collect();
        assert_eq!(languages, Lang::NAMES, "{file}");
        for (language, keys) in &all {
            assert_eq!(*keys, all[0].1, "{file}: {language}");
            assert!(keys.len() >= least, "{file}: {language}: {keys:?}");
        }
    }
}

#[test]
fn without_scripts_the_page_says_so_in_each_language() {
    let html = read("index.html");
    let (_, note) = html.split_once("<noscript>").unwrap();
    let (note, _) = note.split_once("</noscript>").unwrap();
    for lang in Lang::ALL {
        let part = format!("<span lang=\"{}\">", page::of(*lang).tag);
        assert_eq!(note.matches(&part).count(), 1, "{part}");
    }
    assert_eq!(note.matches("<span").count(), Lang::ALL.len());
}

#[test]
fn no_chinese_stands_elsewhere_in_html_and_scripts() {
    let is_chinese = |line: &&str| line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let in_html = [("index.html", 1), ("www/own.html", 0)];
    for (file, lines) in in_html {
        assert_eq!(
            read(file).lines().filter(is_chinese).count(),
            lines,
            "{file}"
        );
    }
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("www")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if !name.ends_with(".js") {
            continue;
        }
        let script = read(&format!("www/{name}"));
        let all = script.lines().filter(is_chinese).count();
        let said = match script.contains("const words = {") {
            true => words(&script)
                .iter()
                .filter(|line| is_chinese(line))
                .count(),
            false => 0,
        };
        assert_eq!(all, said, "{name}");
    }
}

#[test]
fn the_script_before_the_first_paint_knows_the_languages() {
    let script = read("www/early.js");
    let quoted: Vec<String> = Lang::NAMES
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    for known in [
        format!("/^({})(?![^-_])/", Lang::NAMES.join("|")),
        format!("given(\"lang\", [\"\", {}]", quoted.join(", ")),
    ] {
        assert!(script.contains(&known), "{known}");
    }
    let (_, set) = script.split_once("root.lang = ").unwrap();
    let (set, _) = set.split_once(';').unwrap();
    for lang in Lang::ALL {
        let tag = format!("\"{}\"", page::of(*lang).tag);
        assert!(set.contains(&tag), "{set}: {tag}");
    }
}
