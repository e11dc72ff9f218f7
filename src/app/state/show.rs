//! What is on the screen of one experiment, and stays while another is shown.

use crate::app::run::start::Stage;
use crate::config::RunConfig;
use crate::record::{FutureId, Light, Turns};

/// What is on the screen of one experiment, beside its settings and the record of its run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Show {
    /// Whether there is a run.
    pub stage: Stage,
    /// The description of the run that is shown, its server filled in.
    pub ran: Option<RunConfig>,
    /// The run of a comparison whose details are shown, once chosen.
    pub shown: Option<usize>,
    /// The lane that is looked at: run and future.
    pub selected: Option<(usize, FutureId)>,
    /// The sentence that is pointed at.
    pub sentence: Option<Light>,
    /// The turns of the lines that are pointed at.
    pub lines: Turns,
    /// Whether a comparison shows the whole time axis, down to the end of the slowest.
    pub whole_axis: bool,
    /// Whether the table behind the timeline is shown.
    pub table_open: bool,
}

impl Show {
    /// Whether a run is going, or is about to begin.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Asked | Stage::Running)
    }

    /// What is pointed at.
    #[must_use]
    pub fn light(&self) -> Option<Light> {
        let lines = (!self.lines.is_empty()).then_some(Light::Lines(self.lines));
        self.sentence.or(lines)
    }

    /// The screen as a run is asked for.
    pub(super) fn ask(&mut self, config: RunConfig) {
        self.stage = Stage::Asked;
        self.ran = Some(config);
        self.shown = None;
        self.selected = None;
    }

    /// Before anything ran.
    pub(super) fn withdraw(&mut self) {
        self.stage = Stage::Ready;
        self.ran = None;
    }
}
