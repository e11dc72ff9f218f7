//! The state of the page and the one function that changes it. No browser, no clock: every action
//! carries what it needs, so the whole of it is tested natively.

use super::fields::has_control;
use super::lab::settings::Sound;
use super::site::{Site, SiteNews};
use crate::config::{Experiment, Field, FieldError, Lang, RunConfig, Server};
use crate::record::FutureId;
use crate::runtime::micros;

/// Dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name under which it is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of this name; the system's for any other.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    /// The one that follows when a person switches.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
}

/// Where the page stands with its run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// No run yet.
    #[default]
    Ready,
    /// A run is going.
    Running,
    /// A run is over and its record is shown.
    Over,
}

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
    /// Whether there is a run.
    pub stage: Stage,
    /// Whether the simulated origin was asked for and is not to be had in this browser.
    pub no_simulation: bool,
    /// What is known of the site and its host.
    pub site: Site,
    /// The description of the run that is shown, its server filled in.
    pub ran: Option<RunConfig>,
    /// The run of a comparison whose details are shown, once chosen.
    pub shown: Option<usize>,
    /// The lane that is looked at: run and future.
    pub selected: Option<(usize, FutureId)>,
    /// Whether a comparison shows the whole time axis, down to the end of the slowest.
    pub whole_axis: bool,
    /// Whether the settings are unfolded on a small screen.
    pub panel_open: bool,
    /// Whether the table behind the timeline is shown.
    pub table_open: bool,
}

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
    /// Cancelled before anything ran.
    Withdrawn,
    /// The page has found out who answers.
    Found(Server),
    /// A run has begun.
    Started(RunConfig),
    /// The run is over.
    Ended,
    /// The run could not begin: no service worker, so nobody simulates the origin.
    NoSimulation,
    /// The page has learnt something of the site.
    Site(SiteNews),
    /// A language was chosen.
    Language(Lang),
    /// A theme was chosen.
    Theme(Theme),
    /// The details of this run of a comparison are wanted.
    Show(usize),
    /// A lane was chosen, or none.
    Select(Option<(usize, FutureId)>),
    /// The whole axis, or the part where the concurrent runs are.
    ToggleAxis,
    /// Settings, on a small screen.
    TogglePanel,
    /// The table behind the timeline.
    ToggleTable,
}

impl AppState {
    /// The page as a URL's query describes it. Values that cannot be read are complaints from the
    /// start; their fields show what was given. `lang` is the person's language where the URL
    /// names none.
    #[must_use]
    pub fn from_query(query: &str, lang: Lang, theme: Theme) -> Self {
        let (config, errors) = RunConfig::from_query(query);
        let mut state = AppState {
            lang: config.lang.unwrap_or(lang),
            config,
            drafts: Vec::new(),
            complaints: Vec::new(),
            theme,
            found: None,
            stage: Stage::default(),
            no_simulation: false,
            site: Site::default(),
            ran: None,
            shown: None,
            selected: None,
            whole_axis: false,
            panel_open: false,
            table_open: false,
        };
        for error in errors {
            state.set_draft(error.field, error.value.clone());
            state.complain(error);
        }
        let is_of_jobs = matches!(
            state.config.experiment,
            Experiment::Workers | Experiment::Both
        );
        let is_sound = !is_of_jobs || Sound::of(&state.config).problems.is_empty();
        let is_said_there = |error: &FieldError| has_control(&state.config, error.field);
        state.panel_open = state.complaints.iter().any(is_said_there) || !is_sound;
        state
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

    /// Whether Start can be pressed: nothing runs, and it is known who will answer.
    #[must_use]
    pub fn can_start(&self) -> bool {
        self.stage != Stage::Running
            && match self.config.experiment {
                Experiment::Race | Experiment::Both => self.effective().server.is_some(),
                Experiment::Workers | Experiment::Transfer => true,
                Experiment::Lessons => false,
            }
    }

    /// Whether the experiment makes requests, so that somebody has to answer.
    #[must_use]
    pub fn makes_requests(&self) -> bool {
        matches!(self.config.experiment, Experiment::Race | Experiment::Both)
    }

    /// The description of what is shown: of the run, if there is one, or else of the next.
    #[must_use]
    pub fn on_show(&self) -> RunConfig {
        self.ran.clone().unwrap_or_else(|| self.effective())
    }

    /// Whether a run is going.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.stage == Stage::Running
    }

    /// The state after `action`.
    #[must_use]
    pub fn reduce(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Edit(field, text) => next.edit(field, text),
            Action::Leave(field) => next.take(field),
            Action::Settle => {
                let typed: Vec<Field> = next.drafts.iter().map(|(field, _)| *field).collect();
                typed.into_iter().for_each(|field| next.take(field));
            }
            Action::Choose(field, text) => {
                next.set_draft(field, text);
                next.take(field);
            }
            Action::Found(server) => next.found = Some(server),
            Action::Started(config) => {
                next.stage = Stage::Running;
                next.ran = Some(config);
                next.shown = None;
                next.selected = None;
                next.panel_open = false;
                next.no_simulation = false;
            }
            Action::NoSimulation => {
                next.no_simulation = true;
                // What another server answers goes on.
                let waits = |run: &RunConfig| run.server == Some(Server::Sim);
                if next.ran.as_ref().is_some_and(waits) {
                    next.stage = Stage::Ready;
                    next.ran = None;
                }
            }
            Action::Site(news) => next.site = next.site.after(news),
            Action::Ended => next.stage = Stage::Over,
            Action::Withdrawn => {
                next.stage = Stage::Ready;
                next.ran = None;
            }
            Action::Language(lang) => {
                next.lang = lang;
                next.forget(Field::Lang);
                // A link that names a language keeps naming the one in force.
                next.config.lang = next.config.lang.map(|_| lang);
            }
            Action::Theme(theme) => next.theme = theme,
            Action::Show(run) => next.shown = Some(run),
            Action::Select(selected) => next.selected = selected,
            Action::ToggleAxis => next.whole_axis = !next.whole_axis,
            Action::TogglePanel => next.panel_open = !next.panel_open,
            Action::ToggleTable => next.table_open = !next.table_open,
        }
        next
    }

    fn edit(&mut self, field: Field, text: String) {
        // A complaint follows the typing; a new one waits for the end of it.
        if self.complaint(field).is_some() {
            match self.config.clone().set(field, &text) {
                Ok(()) => self.complaints.retain(|error| error.field != field),
                Err(error) => self.complain(error),
            }
        }
        self.set_draft(field, text);
    }

    fn take(&mut self, field: Field) {
        let Some((_, text)) = self.drafts.iter().find(|(drafted, _)| *drafted == field) else {
            return;
        };
        match self.config.set(field, text) {
            Ok(()) => self.forget(field),
            Err(error) => self.complain(error),
        }
    }

    fn forget(&mut self, field: Field) {
        self.drafts.retain(|(drafted, _)| *drafted != field);
        self.complaints.retain(|error| error.field != field);
    }

    fn complain(&mut self, error: FieldError) {
        self.complaints.retain(|other| other.field != error.field);
        self.complaints.push(error);
    }

    fn set_draft(&mut self, field: Field, text: String) {
        self.drafts.retain(|(drafted, _)| *drafted != field);
        self.drafts.push((field, text));
    }
}

fn address(config: &RunConfig) -> String {
    match config.to_query() {
        query if query.is_empty() => "./".to_owned(),
        query => format!("?{query}"),
    }
}
