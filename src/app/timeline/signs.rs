//! The signs of a timeline, for its legend: each that is in the picture.

use yew::AttrValue;

use crate::app::charts::Swatch;
use crate::app::run::Run;
use crate::config::{RunConfig, Server};
use crate::record::Outcome;
use crate::tell::words::page::Texts;

/// The signs that the futures of any executor have, and their words.
pub fn of_futures(texts: &Texts) -> [(Swatch, &'static str); 6] {
    [
        (Swatch::Queued, texts.queued),
        (Swatch::Running, texts.running_mark),
        (Swatch::Completed, texts.completed),
        (Swatch::Waiting, texts.waiting),
        (Swatch::Delivered, texts.delivered),
        (Swatch::Stall, texts.stands_still),
    ]
}

/// The signs that a race of these settings has, those of ways to end that do without a result only where they occurred;
/// and their words.
pub(super) fn signs(config: &RunConfig, run: &Run, texts: &Texts) -> Vec<(Swatch, AttrValue)> {
    let mut signs = of_futures(texts).to_vec();
    // The simulated origin answers within the page: nothing is held back on the way to it.
    if config.server != Some(Server::Sim) {
        signs.insert(1, (Swatch::Held, texts.held_back));
    }
    if config.retries > 0 {
        signs.insert(signs.len() - 3, (Swatch::Pausing, texts.pausing));
    }
    let signs = signs.into_iter().map(|(sign, text)| (sign, text.into()));
    signs.chain(endings(run, texts)).collect()
}

/// Ways to end without a result, where they occurred.
pub fn endings(run: &Run, texts: &Texts) -> impl Iterator<Item = (Swatch, AttrValue)> {
    let recorders = run.recorders();
    let occurred = move |outcome: &Outcome| {
        let mut recorders = recorders.iter();
        recorders.any(|one| one.record().count(*outcome) > 0)
    };
    let all = Outcome::ALL
        .into_iter()
        .filter(|outcome| *outcome != Outcome::Ok);
    let word = texts.outcome;
    (all.filter(occurred)).map(move |outcome| (Swatch::Ended(outcome), word(outcome).into()))
}
