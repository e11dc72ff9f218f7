//! How a lesson was left, so that who comes back finds it so: its settings, its runs, and the run on show.

use std::rc::Rc;

use super::inner::first;
use crate::app::hooks::Page;
use crate::app::lab::view::LabView;
use crate::app::run::Driver;
use crate::app::state::Action;
use crate::config::RunConfig;
use crate::lessons::{Lesson, Ran};

/// A lesson as it was left.
pub struct Visit {
    config: RunConfig,
    driver: Option<Rc<dyn Driver>>,
    /// The runs that are over.
    pub ran: Vec<Ran>,
}

impl Visit {
    /// A lesson that nobody has been at.
    pub fn new(outer: &Page, lesson: &Lesson) -> Self {
        Visit {
            config: first(outer, lesson),
            driver: None,
            ran: Vec::new(),
        }
    }

    /// The lesson that is shown, in which nothing runs. What was cancelled is not kept: to leave is to cancel.
    pub fn of(inner: &Page, view: &LabView, ran: Vec<Ran>) -> Self {
        let is_whole = |driver: &Rc<dyn Driver>| !driver.is_cancelled();
        Visit {
            config: inner.state().config.clone(),
            driver: view.driver().filter(is_whole),
            ran,
        }
    }

    /// Whether this run is the one that was on show.
    pub fn has(&self, driver: &Rc<dyn Driver>) -> bool {
        self.driver
            .as_ref()
            .is_some_and(|own| Rc::ptr_eq(own, driver))
    }

    /// Shows it, in the place of another.
    pub fn show(&self, inner: &Page, view: &LabView) {
        let experiment = self.config.experiment;
        inner.dispatch(Action::Go(self.config.to_query()));
        let Some(driver) = &self.driver else {
            inner.dispatch(Action::Withdrawn(experiment));
            return;
        };
        inner.dispatch(Action::Asked(driver.config().clone()));
        inner.dispatch(Action::Ended(experiment));
        view.resume(driver.clone());
    }
}
