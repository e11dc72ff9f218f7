//! What the two modules of the page have in common beside the address. Each has a memory of its own,
//! so it stands where both can read it: in attributes of the document's root.

use super::Theme;
use crate::app::screens::Module;
use crate::app::site::Site;
use crate::config::{Experiment, Lang};

/// What both modules share, as one finds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The language in force, once one of them has said so.
    pub lang: Option<Lang>,
    /// The theme in force.
    pub theme: Theme,
    /// What is going.
    pub running: Option<Busy>,
    /// The modules that have started.
    pub modules: Modules,
    /// What is known of the site.
    pub site: Site,
}

/// What is going, beside which nothing else starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// The run of an experiment.
    Run(Experiment),
    /// A program in Python.
    Python,
}

const PYTHON: &str = "python";

impl Busy {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Busy::Run(experiment) => experiment.name(),
            Busy::Python => PYTHON,
        }
    }

    /// What has this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            PYTHON => Some(Busy::Python),
            name => Experiment::from_name(name).map(Busy::Run),
        }
    }
}

/// A set of modules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modules(u8);

impl Modules {
    /// These and one more.
    #[must_use]
    pub fn with(self, module: Module) -> Self {
        Modules(self.0 | 1 << module as u8)
    }

    /// Whether it is among them.
    #[must_use]
    pub fn has(self, module: Module) -> bool {
        self.0 & 1 << module as u8 != 0
    }

    /// Their names, apart by spaces.
    #[must_use]
    pub fn names(self) -> String {
        let names = Module::ALL.iter().filter(|module| self.has(**module));
        names
            .map(|module| module.name())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The modules of these names.
    #[must_use]
    pub fn from_names(names: &str) -> Self {
        let named = |module: &&Module| names.split(' ').any(|name| name == module.name());
        (Module::ALL.iter().filter(named)).fold(Modules::default(), |all, one| all.with(*one))
    }
}
