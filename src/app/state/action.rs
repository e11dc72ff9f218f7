//! What can happen to the page.

use super::{Around, Theme};
use crate::app::site::SiteNews;
use crate::config::{Experiment, Field, Lang, RunConfig, Server};
use crate::record::{FutureId, Light, Turns};

/// What can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A field shows this text, and more of it may come.
    Edit(Field, String),
    /// The person is done with a field: its text counts, if it is good.
    Leave(Field),
    /// The person is done with all fields.
    Settle,
    /// A value was chosen, and is whole as it is.
    Choose(Field, String),
    /// The page is to show what the query of an address describes.
    Go(String),
    /// The settings, which the other module of the page has changed, are those of this query.
    Told(String),
    /// What both modules share is as the document has it.
    Around(Around),
    /// Cancelled before anything of this experiment ran.
    Withdrawn(Experiment),
    /// The page has found out who answers.
    Found(Server),
    /// Start was pressed for this.
    Asked(RunConfig),
    /// The run of this experiment has begun.
    Began(Experiment),
    /// The run of this experiment is over.
    Ended(Experiment),
    /// The run could not begin: no service worker, so nobody simulates the origin.
    NoSimulation,
    /// The page has learnt something of the site.
    Site(SiteNews),
    /// A language was chosen.
    Language(Lang),
    /// A theme was chosen.
    Theme(Theme),
    /// The experiment alone is shown, for a projector, or with what is around it again.
    Present,
    /// The details of this run of a comparison are wanted.
    Show(usize),
    /// A lane was chosen, or none.
    Select(Option<(usize, FutureId)>),
    /// Somebody points at a sentence, or no longer.
    Light(Option<Light>),
    /// Somebody points at lines of the program that bring these turns about, or at none.
    Lines(Turns),
    /// The whole axis, or the part where the concurrent runs are.
    ToggleAxis,
    /// Settings, on a small screen.
    TogglePanel,
    /// The table behind the timeline.
    ToggleTable,
}
