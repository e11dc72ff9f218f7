//! The screens of the page, one row for each experiment. Tabs, addresses, settings, what is loaded and
//! what the script before the first paint knows of it follow from these rows.

use crate::config::{Experiment, Field};

/// A Wasm module of the page. Each has a memory of its own and is loaded when one of its screens is
/// first shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// Races: all that a first visit loads.
    Race,
    /// Everything else.
    Lab,
}

impl Module {
    /// All of them.
    pub const ALL: &'static [Module] = &[Module::Race, Module::Lab];

    /// The name by which `www/boot.js` loads it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Module::Race => "race",
            Module::Lab => "lab",
        }
    }

    /// The module in which an experiment lives.
    #[must_use]
    pub fn of(experiment: Experiment) -> Self {
        Screen::of(experiment).module
    }
}

/// What carries out an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    /// Fetches, alone or one strategy after the other.
    Race,
    /// Jobs, alone, beside fetches, or many runs of them that are measured.
    Jobs,
    /// Messages of every size to a worker and back.
    Passing,
    /// Workers that change one number in memory they share.
    Shared,
    /// What each lesson names: any of these, or futures that are asked one by one.
    Lessons,
    /// Nothing: what is shown has happened, and was written to a file.
    Opened,
}

/// The screen of an experiment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// The name of the experiment in the address.
    pub name: &'static str,
    /// Where it lives.
    pub module: Module,
    /// What carries it out.
    pub drive: Drive,
    /// Whether somebody has to answer its requests.
    pub makes_requests: bool,
    /// Whether it has a tab; what has none is reached from a lesson or by its address.
    pub has_tab: bool,
    /// The settings that have a meaning there, in the order in which they stand.
    pub fields: &'static [Field],
}

/// All screens, in the order of their tabs.
pub const SCREENS: Screens<'static> =
    Screens(&[RACE, WORKERS, BOTH, TRANSFER, LESSONS, OPEN, SHARED]);

const RACE: Screen = Screen {
    name: "race",
    module: Module::Race,
    drive: Drive::Race,
    makes_requests: true,
    has_tab: true,
    fields: &[
        Field::Codes,
        Field::Server,
        Field::Strategy,
        Field::MaxWorkers,
        Field::Delay,
        Field::ErrorRate,
        Field::Timeout,
        Field::Retries,
        Field::Limit,
        Field::Seed,
        Field::Verbose,
    ],
};

const WORKERS: Screen = Screen {
    name: "workers",
    module: Module::Lab,
    drive: Drive::Jobs,
    makes_requests: false,
    has_tab: true,
    fields: &[
        Field::Where,
        Field::Kernel,
        Field::Jobs,
        Field::Size,
        Field::Workers,
        Field::Timeout,
        Field::Seed,
    ],
};

const BOTH: Screen = Screen {
    name: "both",
    module: Module::Lab,
    drive: Drive::Jobs,
    makes_requests: true,
    has_tab: true,
    fields: &[
        Field::Codes,
        Field::Server,
        Field::MaxWorkers,
        Field::Workers,
        Field::Kernel,
        Field::Jobs,
        Field::Size,
        Field::Delay,
        Field::ErrorRate,
        Field::Timeout,
        Field::Retries,
        Field::Limit,
        Field::Seed,
    ],
};

const TRANSFER: Screen = Screen {
    name: "transfer",
    module: Module::Lab,
    drive: Drive::Passing,
    makes_requests: false,
    has_tab: true,
    fields: &[Field::Sizes, Field::Chunk],
};

const LESSONS: Screen = Screen {
    name: "lessons",
    module: Module::Lab,
    drive: Drive::Lessons,
    makes_requests: false,
    has_tab: true,
    fields: &[Field::Lesson],
};

const OPEN: Screen = Screen {
    name: "open",
    module: Module::Lab,
    drive: Drive::Opened,
    makes_requests: false,
    has_tab: true,
    fields: &[],
};

// Only an isolated page can share memory, and only the lesson about it makes the page one.
const SHARED: Screen = Screen {
    name: "shared",
    module: Module::Lab,
    drive: Drive::Shared,
    makes_requests: false,
    has_tab: false,
    fields: &[Field::Workers, Field::Size],
};

impl Screen {
    /// The screen of an experiment.
    #[must_use]
    pub fn of(experiment: Experiment) -> &'static Self {
        // A test holds that each has one.
        SCREENS.find(experiment.name()).unwrap_or(&RACE)
    }

    /// Whether it is drawn as the experiments of the lab are, and not in a way of its own.
    #[must_use]
    pub fn is_of_lab(&self) -> bool {
        self.module == Module::Lab && !matches!(self.drive, Drive::Lessons | Drive::Opened)
    }

    /// Whether its settings describe jobs, which a kernel may not be able to do.
    #[must_use]
    pub fn has_jobs(&self) -> bool {
        self.fields.contains(&Field::Kernel)
    }
}

/// Some screens, in the order of their tabs.
#[derive(Clone, Copy, Debug)]
pub struct Screens<'a>(pub &'a [Screen]);

impl<'a> Screens<'a> {
    /// The screen of this name.
    #[must_use]
    pub fn find(self, name: &str) -> Option<&'a Screen> {
        self.0.iter().find(|screen| screen.name == name)
    }

    /// The tabs: the experiments whose screen has one, in their order.
    pub fn tabs(self) -> impl Iterator<Item = Experiment> {
        let known = |screen: &'a Screen| Experiment::from_name(screen.name);
        self.0
            .iter()
            .filter(|screen| screen.has_tab)
            .filter_map(known)
    }

    /// What `www/early.js` knows of them: the names of the screens of each module, as JavaScript.
    #[must_use]
    pub fn early(self) -> String {
        let of = |module: &Module| {
            let own = self.0.iter().filter(|screen| screen.module == *module);
            let names: Vec<&str> = own.map(|screen| screen.name).collect();
            format!("{}: {names:?}", module.name())
        };
        let all: Vec<String> = Module::ALL.iter().map(of).collect();
        format!("const screens = {{ {} }};", all.join(", "))
    }
}
