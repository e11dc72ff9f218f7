//! What a terminal shows of what a program prints: lines that can be written over. Enough for progress bars: carriage
//! return, backspace, tabs, moves of the cursor and erasing; colours are read and not shown.

use std::collections::VecDeque;

/// So many lines are kept; those before are gone, as from any terminal.
pub const MAX_LINES: usize = 1_000;
/// A line that is longer goes on in the next one.
pub const MAX_COLUMNS: usize = 1_000;
/// Tabs stop at each of so many columns.
const TAB: usize = 8;
/// Longer sequences are none.
const MAX_SEQUENCE: usize = 32;

/// A terminal, as far as its text goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    lines: VecDeque<Vec<char>>,
    /// Where the next character goes: the line among those kept, and the column.
    row: usize,
    column: usize,
    /// A sequence that began with ESC and is not whole yet.
    sequence: Option<String>,
    /// How many lines are gone.
    gone: usize,
}

impl Terminal {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many lines are gone, since only the last are kept.
    #[must_use]
    pub fn gone(&self) -> usize {
        self.gone
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// All that is shown, its lines apart by line ends.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.extend(line);
        }
        text
    }

    /// Writes what a program prints.
    pub fn write(&mut self, text: &str) {
        for character in text.chars() {
            match self.sequence.take() {
                Some(sequence) => self.go_on(sequence, character),
                None => self.put(character),
            }
        }
    }

    fn put(&mut self, character: char) {
        match character {
            '\n' => {
                // As a terminal in its usual mode: with the line end comes the carriage's return.
                self.column = 0;
                self.down();
            }
            '\r' => self.column = 0,
            '\u{8}' => self.column = self.column.saturating_sub(1),
            '\t' => self.column = ((self.column / TAB + 1) * TAB).min(MAX_COLUMNS - 1),
            '\u{1b}' => self.sequence = Some(String::new()),
            character if character.is_control() => {}
            character => {
                if self.column == MAX_COLUMNS {
                    self.column = 0;
                    self.down();
                }
                let column = self.column;
                let line = self.line();
                if line.len() <= column {
                    line.resize(column + 1, ' ');
                }
                line[column] = character;
                self.column += 1;
            }
        }
    }

    fn down(&mut self) {
        self.line();
        self.row += 1;
        self.line();
        while self.lines.len() > MAX_LINES {
            self.lines.pop_front();
            self.gone += 1;
            self.row -= 1;
        }
    }

    /// The line of the cursor.
    fn line(&mut self) -> &mut Vec<char> {
        if self.lines.len() <= self.row {
            self.lines.resize(self.row + 1, Vec::new());
        }
        &mut self.lines[self.row]
    }

    /// One more character of a sequence (ECMA-48, section 5.4): `ESC [`, numbers, a letter. Others are of two characters, but
    /// for a title or a link, `ESC ]` and what goes on to BEL or `ESC \`, of which nothing is shown.
    fn go_on(&mut self, mut sequence: String, character: char) {
        let is_first = sequence.is_empty();
        if sequence == "]" {
            self.sequence = match character {
                '\u{7}' => None,
                '\u{1b}' => Some(String::new()),
                // No title has an end of line.
                '\n' => return self.put(character),
                _ => Some(sequence),
            };
            return;
        }
        sequence.push(character);
        let is_whole = match is_first {
            true => !matches!(character, '[' | ']'),
            false => ('@'..='~').contains(&character),
        };
        if !is_whole && sequence.len() < MAX_SEQUENCE {
            self.sequence = Some(sequence);
        } else if let Some(arguments) = sequence.strip_prefix('[') {
            let count = arguments.trim_end_matches(character).parse().unwrap_or(0);
            self.act(character, count);
        }
    }

    fn act(&mut self, letter: char, count: usize) {
        let steps = count.clamp(1, MAX_LINES);
        match letter {
            'A' => self.row = self.row.saturating_sub(steps),
            'B' => {
                let last = self.lines.len().saturating_sub(1);
                self.row = (self.row + steps).min(last);
            }
            'C' => self.column = (self.column + steps).min(MAX_COLUMNS - 1),
            'D' => self.column = self.column.saturating_sub(steps),
            'G' => self.column = steps.min(MAX_COLUMNS) - 1,
            'K' => {
                let column = self.column;
                let line = self.line();
                match count {
                    0 => line.truncate(column),
                    1 => {
                        let until = (column + 1).min(line.len());
                        line[..until].fill(' ');
                    }
                    _ => line.clear(),
                }
            }
            'J' if count >= 2 => {
                self.lines.clear();
                self.row = 0;
            }
            _ => {}
        }
    }
}
