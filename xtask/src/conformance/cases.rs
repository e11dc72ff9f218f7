//! The cases, the tests that bear their numbers, and the deviations that the library's guide owns up to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Futures and executors in general.
    Core,
    /// The pool of Web Workers.
    Pool,
}

/// One case of the list.
#[derive(Debug, PartialEq)]
pub struct Case {
    /// `CF-048`, `CF-D07`, `CF-Q13`.
    pub id: String,
    /// What it is about.
    pub owner: Owner,
    /// In a few words.
    pub title: String,
}

/// All that is written about the cases.
pub struct Sources {
    /// In the order of the list.
    pub cases: Vec<Case>,
    /// Cases in the table of the guide.
    pub deviations: BTreeSet<String>,
    /// Test programs with tests of cases in them, and whether they need a browser.
    pub programs: BTreeMap<String, bool>,
    /// Names of tests, by the start that says their case: `cf_048_`.
    tests: BTreeMap<String, BTreeSet<String>>,
}

impl Sources {
    /// Reads them from the folder of the library.
    pub fn read(root: &Path) -> Result<Self> {
        let list = read(&root.join("tests/data/cases.txt"))?;
        let docs = read(&root.join("src/guide/deviations.md"))?;
        let mut sources = Self {
            cases: list.lines().filter_map(case).collect(),
            deviations: docs.lines().filter_map(deviation).collect(),
            programs: BTreeMap::new(),
            tests: BTreeMap::new(),
        };
        for entry in fs::read_dir(root.join("tests"))? {
            let path = entry?.path();
            if let Some(program) = path.file_stem() {
                sources.scan(&path, &program.to_string_lossy())?;
            }
        }
        Ok(sources)
    }

    /// Looks for tests in a file, or in all files of a folder.
    fn scan(&mut self, path: &Path, program: &str) -> Result<()> {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                self.scan(&entry?.path(), program)?;
            }
            return Ok(());
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            return Ok(());
        }
        let text = read(path)?;
        let tests: Vec<&str> = text.lines().filter_map(test).collect();
        if !tests.is_empty() {
            let browser = self.programs.entry(program.to_owned()).or_default();
            *browser |= text.contains("wasm_bindgen_test");
        }
        for test in tests {
            let start = test.splitn(3, '_').take(2).collect::<Vec<_>>().join("_");
            self.tests.entry(start).or_default().insert(test.to_owned());
        }
        Ok(())
    }

    /// Names of the tests of a case.
    pub fn tests_of(&self, case: &Case) -> impl Iterator<Item = &str> {
        let start = case.id.to_lowercase().replace('-', "_");
        self.tests
            .get(&start)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Tests and deviations with a number that is in no list.
    pub fn unknown(&self) -> Vec<String> {
        let known: BTreeSet<String> = self.cases.iter().map(|case| case.id.clone()).collect();
        let tested = self.tests.keys();
        let tested = tested.map(|start| start.to_uppercase().replace('_', "-"));
        let written = tested.chain(self.deviations.iter().cloned());
        written.filter(|id| !known.contains(id)).collect()
    }

    /// `126 + 19 + 13`: tests of CPython, documented, quirks.
    pub fn counts_by_kind(&self) -> String {
        let of = |kind: Option<char>| {
            let third = |case: &&Case| case.id.chars().nth(3).filter(char::is_ascii_alphabetic);
            self.cases.iter().filter(|case| third(case) == kind).count()
        };
        format!("{} + {} + {}", of(None), of(Some('D')), of(Some('Q')))
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A line of the list: number, owner, title, with tabs between.
fn case(line: &str) -> Option<Case> {
    let mut fields = line.split('\t');
    let id = fields.next()?.to_owned();
    let owner = match fields.next()? {
        "pool" => Owner::Pool,
        _ => Owner::Core,
    };
    let title = fields.next()?.to_owned();
    Some(Case { id, owner, title })
}

/// The case of a row of that table.
fn deviation(line: &str) -> Option<String> {
    let row = line.strip_prefix("| CF-")?;
    let (number, _) = row.split_once(' ')?;
    Some(format!("CF-{number}"))
}

/// The name of a test that bears a case's number, if one is declared in this line.
fn test(line: &str) -> Option<&str> {
    let declared = line.trim_start();
    let declared = declared.strip_prefix("async ").unwrap_or(declared);
    let name = declared.strip_prefix("fn ")?.split('(').next()?;
    name.starts_with("cf_").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Case, Owner, case, deviation, test};

    #[test]
    fn a_line_of_the_list_is_a_case() {
        let expected = Case {
            id: "CF-033".into(),
            owner: Owner::Pool,
            title: "chunk sizes".into(),
        };
        assert_eq!(case("CF-033\tpool\tchunk sizes"), Some(expected));
        assert_eq!(case("# a heading"), None);
    }

    #[test]
    fn tests_and_deviations_are_found_where_they_are_declared() {
        assert_eq!(test("    async fn cf_q01_x() {"), Some("cf_q01_x"));
        assert_eq!(test("fn cf_001_y() {"), Some("cf_001_y"));
        assert_eq!(test("    cf_001_y();"), None);
        let row = "| CF-Q01 | late | at once | prompt |";
        assert_eq!(deviation(row).as_deref(), Some("CF-Q01"));
        assert_eq!(deviation("see CF-Q01"), None);
    }
}
