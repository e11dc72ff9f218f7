//! The link to a run: all that it depends on, and nothing else.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::app::screens::Screen;
use crate::config::{Experiment, Field, RunConfig, Where};

/// What would be longer is better sent as a file.
pub const MOST: usize = 32_000;

/// What must not stand as it is after `#`: the fragment state of the URL standard, and the per cent sign.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'%');

/// The query of a run's settings: those that its experiment has, with the server that was found for it, and as many workers
/// as this machine has cores where it goes by them. Language, embedding and whether it starts by itself are the reader's.
#[must_use]
pub fn query(config: &RunConfig, cores: usize) -> String {
    let mut shared = RunConfig {
        experiment: config.experiment,
        ..RunConfig::default()
    };
    let screen = Screen::of(config.experiment);
    let asked = |field: &&Field| screen.fields.contains(field) && **field != Field::Verbose;
    for field in Field::ALL.iter().filter(asked) {
        let text = config.text(*field);
        if !text.is_empty() {
            // What a field writes, it reads.
            let _ = shared.set(*field, &text);
        }
    }
    let has_pool = match config.experiment {
        Experiment::Workers => config.work.place == Where::Pool,
        experiment => experiment == Experiment::Both,
    };
    if has_pool {
        shared.work.workers = shared.work.workers.or(Some(cores));
    }
    shared.to_query()
}

/// The part of an address that carries a run of this export; `None` where it would be too long.
#[must_use]
pub fn fragment(run: &str) -> Option<String> {
    let tree: serde_json::Value = serde_json::from_str(run).ok()?;
    let text = tree.to_string();
    let text = utf8_percent_encode(&text, RESERVED).to_string();
    (text.len() <= MOST).then(|| format!("#run={text}"))
}
