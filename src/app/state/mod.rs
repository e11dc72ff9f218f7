//! The state of the page and the one function that changes it. No browser, no clock: every action
//! carries what it needs, so the whole of it is tested natively.

mod action;
mod around;
mod reduce;
mod show;
mod theme;

pub use action::Action;
pub use around::{Around, Busy, Modules};
pub use show::Show;

pub use super::run::start::Stage;
pub use theme::Theme;

use super::fields::has_control;
use super::screens::{Module, Screen};
use super::site::Site;
use crate::config::{Experiment, Field, FieldError, Lang, Problem, RunConfig, Server};
use crate::runtime::micros;

/// Everything the page shows that is not in a record.
#[derive(Clone, Debug, PartialEq)]
pub struct AppState {
    /// The last good value of every field.
    pub config: RunConfig,
    /// What was typed into a field, until it is left with a good value: only then does it count.
    drafts: Vec<(Field, String)>,
    /// What is wrong and said, at most one error per field.
    complaints: Vec<FieldError>,
    /// Language in force.
    pub lang: Lang,
    /// Theme in force.
    pub theme: Theme,
    /// Who answers when the person has not chosen; `None` until the page has looked.
    pub found: Option<Server>,
    /// Whether the simulated origin was asked for and is not to be had in this browser.
    pub no_simulation: bool,
    /// What is known of the site and its host.
    pub site: Site,
    /// Whether the settings are unfolded on a small screen.
    pub panel_open: bool,
    /// The module of the page whose state this is.
    pub module: Module,
    /// The modules that have started.
    modules: Modules,
    /// Whether it is the state of a page inside another, which draws the screens of all modules.
    is_nested: bool,
    /// The experiment whose run is going in the other module.
    running_there: Option<Busy>,
    /// What is on the screen of each experiment, in the order of [`Experiment::ALL`].
    shows: [Show; Experiment::ALL.len()],
}

impl AppState {
    /// The page as a URL's query describes it. Values that cannot be read are complaints from the
    /// start; their fields show what was given. `lang` is the person's language where the URL
    /// names none.
    #[must_use]
    pub fn from_query(query: &str, lang: Lang, theme: Theme) -> Self {
        let (config, errors) = RunConfig::from_query(query);
        let module = Module::of(config.experiment);
        let mut state = AppState {
            lang: config.lang.unwrap_or(lang),
            config,
            drafts: Vec::new(),
            complaints: Vec::new(),
            theme,
            found: None,
            no_simulation: false,
            site: Site::default(),
            panel_open: false,
            module,
            modules: Modules::default().with(module),
            is_nested: false,
            running_there: None,
            shows: Default::default(),
        };
        state.find_fault(errors);
        state
    }

    /// The same page in another module: the one that its address names is still to be loaded.
    #[must_use]
    pub fn in_module(self, module: Module) -> Self {
        let modules = Modules::default().with(module);
        AppState {
            module,
            modules,
            ..self
        }
    }

    /// The same inside another page, which loads what its experiments need.
    #[must_use]
    pub fn nested(self) -> Self {
        let is_nested = true;
        AppState { is_nested, ..self }
    }

    /// What is on the screen of the experiment that is shown.
    #[must_use]
    pub fn show(&self) -> &Show {
        self.show_of(self.config.experiment)
    }

    /// What is on the screen of an experiment, be it shown or not.
    #[must_use]
    pub fn show_of(&self, experiment: Experiment) -> &Show {
        &self.shows[experiment as usize]
    }

    /// Whether this module has the screen that is to be shown.
    #[must_use]
    pub fn has_screen(&self) -> bool {
        self.is_nested || self.screen().module == self.module
    }

    /// Whether the page is this module's to draw: it has the screen, or the one that has it is still to
    /// be loaded.
    #[must_use]
    pub fn is_on_stage(&self) -> bool {
        self.has_screen() || !self.modules.has(self.screen().module)
    }

    /// Whether the page shows this experiment, drawn by this module.
    #[must_use]
    pub fn shows(&self, experiment: Experiment) -> bool {
        self.config.experiment == experiment && self.has_screen()
    }

    /// The modules of the page that have started.
    #[must_use]
    pub fn modules(&self) -> Modules {
        self.modules
    }

    /// The experiment of this module whose run is going.
    #[must_use]
    pub fn running_here(&self) -> Option<Experiment> {
        let is_running = |one: &&Experiment| self.show_of(**one).is_running();
        Experiment::ALL.iter().find(is_running).copied()
    }

    /// What is going behind the experiment that is shown. Two at once would disturb each other's
    /// measurement.
    #[must_use]
    pub fn running_behind(&self) -> Option<Busy> {
        let running = self.running_here().map(Busy::Run).or(self.running_there);
        running.filter(|running| *running != Busy::Run(self.config.experiment))
    }

    /// What is going outside of this page, where it stands inside another, or in the other module.
    #[must_use]
    pub fn running_there(&self) -> Option<Busy> {
        self.running_there
    }

    /// The text a field shows.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        let draft = self.drafts.iter().find(|(drafted, _)| *drafted == field);
        draft.map_or_else(|| self.config.text(field), |(_, text)| text.clone())
    }

    /// What to say next to a field.
    #[must_use]
    pub fn complaint(&self, field: Field) -> Option<&FieldError> {
        self.complaints.iter().find(|error| error.field == field)
    }

    /// What is wrong with values for which the present screen has no control.
    pub fn strays(&self) -> impl Iterator<Item = &FieldError> {
        let is_stray = |error: &&FieldError| !has_control(&self.config, error.field);
        self.complaints.iter().filter(is_stray)
    }

    /// The value that holds for a field, whatever was typed: the last good one, or else the usual one,
    /// as far as it is known here.
    #[must_use]
    pub fn holds(&self, field: Field) -> String {
        let config = self.effective();
        match field {
            Field::Delay => config.delays().to_string(),
            Field::ErrorRate => config.errors().to_string(),
            Field::Timeout => (micros(config.request_timeout()) / 1000).to_string(),
            Field::Jobs => config.work.jobs().to_string(),
            Field::Size => config.work.size().to_string(),
            Field::Lang => self.lang.name().to_owned(),
            _ => config.text(field),
        }
    }

    /// The address of another experiment, relative to this page's: with the present settings and
    /// language, and what is being typed where it is good.
    #[must_use]
    pub fn address_of(&self, experiment: Experiment) -> String {
        let mut config = self.reduce(Action::Settle).config;
        config.experiment = experiment;
        config.autorun = false;
        address(&config)
    }

    /// The address of a run of its own, in the language that this page's address names.
    #[must_use]
    pub fn address_for(&self, query: &str) -> String {
        let (mut config, _) = RunConfig::from_query(query);
        config.lang = self.config.lang;
        address(&config)
    }

    /// What Start would run: the last good values, with the server that was found where none was
    /// chosen.
    #[must_use]
    pub fn effective(&self) -> RunConfig {
        let mut config = self.config.clone();
        config.server = config.server.or_else(|| self.found.clone());
        config
    }

    /// Whether there is a list of addresses with something wrong in it: what was asked before it is then no
    /// answer to Start.
    #[must_use]
    pub fn wrong_list(&self) -> Option<&FieldError> {
        let wrong = self
            .complaint(Field::Server)
            .filter(|_| self.makes_requests());
        wrong.filter(|error| matches!(error.problem, Problem::Addresses(_)))
    }

    /// Whether Start can be pressed: nothing runs, be it shown or not, and it is known who will answer, and no
    /// list of addresses is wrong.
    #[must_use]
    pub fn can_start(&self) -> bool {
        !self.is_running()
            && self.running_behind().is_none()
            && (!self.makes_requests()
                || self.effective().server.is_some() && self.wrong_list().is_none())
    }

    /// The screen that is to be shown.
    #[must_use]
    pub fn screen(&self) -> &'static Screen {
        Screen::of(self.config.experiment)
    }

    /// Whether the experiment makes requests, so that somebody has to answer.
    #[must_use]
    pub fn makes_requests(&self) -> bool {
        self.screen().makes_requests
    }

    /// The description of what is shown: of the run, if there is one, or else of the next.
    #[must_use]
    pub fn on_show(&self) -> RunConfig {
        self.show().ran.clone().unwrap_or_else(|| self.effective())
    }

    /// Whether a run of the experiment that is shown is going.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.show().is_running()
    }
}

fn address(config: &RunConfig) -> String {
    match config.to_query() {
        query if query.is_empty() => "./".to_owned(),
        query => format!("?{query}"),
    }
}
