//! What every action does to the state.

use super::{Action, AppState, Around, Busy, Show};
use crate::app::fields::has_control;
use crate::app::lab::settings::Sound;
use crate::app::run::start::Stage;
use crate::app::screens::{Module, Screen};
use crate::config::{Experiment, Field, FieldError, Lang, RunConfig, Server};

impl AppState {
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
            Action::Go(query) => next.go(&query),
            Action::Told(query) => {
                if !next.is_on_stage() {
                    (next.config, _) = RunConfig::from_query(&query);
                    next.drafts.clear();
                    next.complaints.clear();
                }
            }
            Action::Around(around) => next.look(&around),
            Action::Found(server) => next.found = Some(server),
            Action::Began(experiment) => next.show_mut(experiment).stage = Stage::Running,
            Action::Asked(config) => {
                next.show_mut(config.experiment).ask(config);
                next.panel_open = false;
                next.no_simulation = false;
            }
            Action::NoSimulation => {
                next.no_simulation = true;
                // What another server answers goes on, and what makes no requests.
                let asks = |one: &&Experiment| Screen::of(**one).makes_requests;
                for experiment in Experiment::ALL.iter().filter(asks) {
                    let show = next.show_mut(*experiment);
                    let waits = |run: &RunConfig| run.server == Some(Server::Sim);
                    if show.stage == Stage::Asked && show.ran.as_ref().is_some_and(waits) {
                        show.withdraw();
                    }
                }
            }
            Action::Site(news) => next.site = next.site.after(news),
            Action::Ended(experiment) => next.show_mut(experiment).stage = Stage::Over,
            Action::Withdrawn(experiment) => next.show_mut(experiment).withdraw(),
            Action::Language(lang) => next.speak(lang),
            Action::Theme(theme) => next.theme = theme,
            Action::Show(run) => next.show_now().shown = Some(run),
            Action::Select(selected) => next.show_now().selected = selected,
            Action::Light(light) => next.show_now().sentence = light,
            Action::Lines(turns) => next.show_now().lines = turns,
            Action::Present => {
                // The module that has the stage says so, and the other follows the address.
                if next.is_on_stage() {
                    next.config.embed = !next.config.embed;
                }
            }
            Action::ToggleAxis => next.show_now().whole_axis ^= true,
            Action::TogglePanel => next.panel_open = !next.panel_open,
            Action::ToggleTable => next.show_now().table_open ^= true,
        }
        next
    }

    fn show_mut(&mut self, experiment: Experiment) -> &mut Show {
        &mut self.shows[experiment as usize]
    }

    fn show_now(&mut self) -> &mut Show {
        self.show_mut(self.config.experiment)
    }

    /// Another address: the fields of its screen are as it says, the others stay as they are, and with
    /// them what the other screens show. A run that is over and was of other settings is gone.
    fn go(&mut self, query: &str) {
        *self = self.reduce(Action::Settle);
        self.drafts.clear();
        self.complaints.clear();
        let (there, errors) = RunConfig::from_query(query);
        let before = self.config.clone();
        self.config.experiment = there.experiment;
        // To arrive is not to open: nothing starts by itself.
        self.config.autorun = false;
        let mut is_another = false;
        for field in self.screen().fields {
            let text = there.text(*field);
            is_another |= before.text(*field) != text;
            // What was written by a description can be read into one.
            let _ = self.config.set(*field, &text);
        }
        if is_another && !self.is_running() {
            *self.show_now() = Show::default();
        }
        self.find_fault(errors);
    }

    /// What both modules share may have been changed by the other.
    fn look(&mut self, around: &Around) {
        if let Some(lang) = around.lang.filter(|lang| *lang != self.lang) {
            self.speak(lang);
        }
        self.theme = around.theme;
        self.modules = around.modules.with(self.module);
        let is_there = |running: &Busy| match running {
            Busy::Run(one) => self.is_nested || Module::of(*one) != self.module,
            Busy::Python => true,
        };
        self.running_there = around.running.filter(is_there);
        self.site = self.site.and(around.site);
    }

    fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        self.forget(Field::Lang);
        // A link that names a language keeps naming the one in force.
        self.config.lang = self.config.lang.map(|_| lang);
    }

    /// Says what is wrong with values of an address, and unfolds the settings where it is said there.
    pub(super) fn find_fault(&mut self, errors: Vec<FieldError>) {
        for error in errors {
            self.set_draft(error.field, error.value.clone());
            self.complain(error);
        }
        let is_sound = !self.screen().has_jobs() || Sound::of(&self.config).problems.is_empty();
        let is_said_there = |error: &FieldError| has_control(&self.config, error.field);
        self.panel_open = self.complaints.iter().any(is_said_there) || !is_sound;
    }

    fn edit(&mut self, field: Field, text: String) {
        // A complaint follows the typing; a new one waits for the end of it.
        if let Some(before) = self.complaint(field) {
            let is_begun = before.is_of_nothing();
            match self.config.clone().set(field, &text) {
                Ok(()) => self.complaints.retain(|error| error.field != field),
                // Where nothing stood, what is half written is not wrong yet.
                Err(_) if is_begun => {}
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
