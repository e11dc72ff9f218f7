//! The state of the page and the one function that changes it. No browser, no clock: every action
//! carries what it needs, so the whole of it is tested natively.

use super::lab::settings::Sound;
use super::site::{Site, SiteNews};
use crate::config::{Experiment, Field, FieldError, Lang, RunConfig, Server};
use crate::record::FutureId;

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

/// What is wrong with a field, and whether the person is told yet: not while still typing.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// The error.
    pub error: FieldError,
    /// Whether it is shown.
    pub shown: bool,
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
    /// What was typed into a field, until it is left with a good value.
    drafts: Vec<(Field, String)>,
    /// What is wrong, at most one complaint per field.
    complaints: Vec<Complaint>,
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
    /// A field holds this text now.
    Edit(Field, String),
    /// The person left a field.
    Leave(Field),
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
            state.complain(error, true);
        }
        let is_of_jobs = matches!(
            state.config.experiment,
            Experiment::Workers | Experiment::Both
        );
        let is_sound = !is_of_jobs || Sound::of(&state.config).problems.is_empty();
        state.panel_open = !state.complaints.is_empty() || !is_sound;
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
        let complaint = self.complaints.iter().find(|c| c.error.field == field)?;
        complaint.shown.then_some(&complaint.error)
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
            Action::Leave(field) => next.leave(field),
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
        match self.config.set(field, &text) {
            Ok(()) => self.complaints.retain(|c| c.error.field != field),
            Err(error) => {
                // One that is shown already follows the typing; a new one waits for the end of it.
                let shown = self.complaint(field).is_some();
                self.complain(error, shown);
            }
        }
        self.set_draft(field, text);
    }

    fn leave(&mut self, field: Field) {
        match self.complaints.iter_mut().find(|c| c.error.field == field) {
            Some(complaint) => complaint.shown = true,
            None => self.drafts.retain(|(drafted, _)| *drafted != field),
        }
    }

    fn complain(&mut self, error: FieldError, shown: bool) {
        self.complaints.retain(|c| c.error.field != error.field);
        self.complaints.push(Complaint { error, shown });
    }

    fn set_draft(&mut self, field: Field, text: String) {
        self.drafts.retain(|(drafted, _)| *drafted != field);
        self.drafts.push((field, text));
    }
}
