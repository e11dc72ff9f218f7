//! The way of a run from the button to its end, and the one place where it can be taken back.

use std::cell::Cell;

/// Where a run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// No run yet.
    #[default]
    Ready,
    /// Start was pressed: the page is drawn, and who answers is got ready.
    Asked,
    /// A run is going.
    Running,
    /// A run is over and its record is shown.
    Over,
}

/// One press of Start. It counts until it is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press(u64);

/// The way of one run after the other.
#[derive(Debug, Default)]
pub struct Start {
    stage: Cell<Stage>,
    presses: Cell<u64>,
}

impl Start {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage.get()
    }

    /// Start is pressed; `None` while a run is going or asked for.
    #[must_use]
    pub fn press(&self) -> Option<Press> {
        if matches!(self.stage.get(), Stage::Asked | Stage::Running) {
            return None;
        }
        self.stage.set(Stage::Asked);
        self.presses.set(self.presses.get() + 1);
        Some(Press(self.presses.get()))
    }

    /// All is ready: whether the run that this press asked for is to begin. It is not if the press was
    /// withdrawn meanwhile, nor if another followed it.
    #[must_use]
    pub fn begin(&self, press: Press) -> bool {
        let counts = self.stage.get() == Stage::Asked && press == Press(self.presses.get());
        if counts {
            self.stage.set(Stage::Running);
        }
        counts
    }

    /// Takes back what was asked for, by this press or by any; false if it has begun, or nothing is asked
    /// for.
    #[must_use]
    pub fn withdraw(&self, press: Option<Press>) -> bool {
        let is_meant = press.is_none_or(|press| press == Press(self.presses.get()));
        let can = self.stage.get() == Stage::Asked && is_meant;
        if can {
            self.stage.set(Stage::Ready);
        }
        can
    }

    /// The run is over; false if that is known, or none was going.
    #[must_use]
    pub fn end(&self) -> bool {
        let can = self.stage.get() == Stage::Running;
        if can {
            self.stage.set(Stage::Over);
        }
        can
    }

    /// A run that was over before is put on show again; false while one is going or asked for.
    #[must_use]
    pub fn resume(&self) -> bool {
        let can = !matches!(self.stage.get(), Stage::Asked | Stage::Running);
        if can {
            self.stage.set(Stage::Over);
        }
        can
    }

    /// Forgets a run that is over; false if there is none.
    #[must_use]
    pub fn forget(&self) -> bool {
        let can = self.stage.get() == Stage::Over;
        if can {
            self.stage.set(Stage::Ready);
        }
        can
    }
}
