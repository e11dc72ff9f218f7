//! A program made of templates: which of their lines it has, what stands in them, and what its lines do.
//!
//! A template is a program of its language with two kinds of signs. `«name»` is replaced by the value of that name; alone in
//! a line, by as many lines as the value has, indented alike. A line may end in `⟦…⟧`, which names what must be so
//! (`?name`) or not (`!name`) for the line to be there, and the turns that it brings about (`submit`, `run` …).

use std::collections::{BTreeMap, BTreeSet};

use super::{Line, Program};
use crate::record::{Turn, Turns};

/// What the templates of one program are filled with.
#[derive(Default)]
pub(super) struct Values {
    facts: BTreeSet<&'static str>,
    texts: BTreeMap<&'static str, Lines>,
}

/// Lines of a program.
#[derive(Clone, Default)]
pub(super) struct Lines(Vec<Line>);

impl Values {
    /// Says that this is so.
    pub(super) fn fact(&mut self, name: &'static str, is_so: bool) {
        if is_so {
            self.facts.insert(name);
        }
    }

    /// Whether it was said to be so.
    pub(super) fn is(&self, name: &str) -> bool {
        self.facts.contains(name)
    }

    /// Says what stands for a name.
    pub(super) fn text(&mut self, name: &'static str, text: impl ToString) {
        let lines = text.to_string();
        let lines = lines.lines().map(|line| Line {
            text: line.to_owned(),
            turns: Turns::default(),
        });
        self.texts.insert(name, Lines(lines.collect()));
    }

    /// The first line of what stands for a name.
    pub(super) fn first(&self, name: &str) -> String {
        let lines = self.texts.get(name).map(|lines| &lines.0[..]);
        lines
            .and_then(<[Line]>::first)
            .map_or_else(String::new, |line| line.text.clone())
    }

    /// Says that a template stands for a name, filled with what was said so far.
    pub(super) fn part(&mut self, name: &'static str, template: &str) {
        let lines = self.fill(template);
        self.texts.insert(name, lines);
    }

    /// The lines of a template that are wanted, with the values in place.
    pub(super) fn fill(&self, template: &str) -> Lines {
        let mut lines = Lines::default();
        for line in template.lines() {
            let (text, signs) = match line.split_once('⟦') {
                Some((text, signs)) => (text.trim_end(), signs.trim_end_matches('⟧')),
                None => (line, ""),
            };
            let is_wanted = |sign: &str| match sign.split_at_checked(1) {
                Some(("?", name)) => self.is(name),
                Some(("!", name)) => !self.is(name),
                _ => true,
            };
            if signs.split(' ').all(is_wanted) {
                let turns: Vec<Turn> = signs.split(' ').filter_map(turn).collect();
                self.put(text, Turns::of(&turns), &mut lines);
            }
        }
        lines
    }

    fn put(&self, text: &str, turns: Turns, lines: &mut Lines) {
        let words = text.trim_start();
        let alone = words
            .strip_prefix('«')
            .and_then(|rest| rest.strip_suffix('»'));
        if let Some(value) = alone.and_then(|name| self.texts.get(name)) {
            let indent = &text[..text.len() - words.len()];
            for line in &value.0 {
                let indent = if line.text.is_empty() { "" } else { indent };
                lines.0.push(Line {
                    text: format!("{indent}{}", line.text),
                    turns: turns.and(line.turns),
                });
            }
            return;
        }
        // What was put in is not looked at again: a value may hold these signs itself.
        let mut pieces = text.split('«');
        let mut line = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once('»').unwrap_or((piece, ""));
            if let Some(first) = self.texts.get(name).and_then(|value| value.0.first()) {
                line.push_str(&first.text);
            }
            line.push_str(rest);
        }
        lines.0.push(Line { text: line, turns });
    }
}

impl Lines {
    /// The program.
    pub(super) fn finish(self) -> Program {
        Program { lines: self.0 }
    }
}

/// The turn of a sign.
fn turn(sign: &str) -> Option<Turn> {
    Some(match sign {
        "submit" => Turn::Submit,
        "run" => Turn::Run,
        "pause" => Turn::Pause,
        "deliver" => Turn::Deliver,
        "not_found" => Turn::NotFound,
        "http_error" => Turn::HttpError,
        "no_answer" => Turn::NoAnswer,
        _ => return None,
    })
}

/// `items` after each other, apart by a comma and a space, in lines of at most `width` characters.
pub(super) fn wrapped(items: &[String], indent: &str, width: usize) -> String {
    let mut lines = vec![indent.to_owned()];
    for item in items {
        let is_full =
            |line: &String| line.len() > indent.len() && line.len() + item.len() + 2 > width;
        if lines.last().is_some_and(is_full) {
            lines.push(indent.to_owned());
        }
        if let Some(line) = lines.last_mut() {
            let space = if line.len() > indent.len() { " " } else { "" };
            line.push_str(&format!("{space}{item},"));
        }
    }
    lines.join("\n")
}
