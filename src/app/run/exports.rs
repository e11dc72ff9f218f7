//! What a run was done with, what it shows in sentences, and its record as a file.

use std::rc::Rc;

use super::driver::Driver;
use super::on_show::Run;
use crate::app::components::export::JsonFile;
use crate::app::kept::shelf::{MOST_FUTURES, Ran};
use crate::app::kept::store;
use crate::app::origins::Servers;
use crate::app::screens::Screen;
use crate::config::Lang;
use crate::diagnosis::Sentence;
use crate::environment::Environment;
use crate::export::{self, file_name, run_json_telling, runs_json};
use crate::race::first_measured;
use crate::workers::hardware_concurrency;

impl Run {
    /// The protocol by which the first measured answer came.
    pub fn protocol(&self) -> Option<Rc<str>> {
        let driver = self.driver()?;
        self.parts().protocol.get(self.extent(), || {
            let recorders = driver.recorders();
            let measured = (recorders.iter().enumerate())
                .find_map(|(run, recorder)| Some((run, first_measured(&recorder.record())?)));
            let (run, id) = measured?;
            driver.protocol(run, id)
        })
    }

    /// What the run was done with.
    pub fn environment(&self, servers: &Servers) -> Environment {
        let navigator = web_sys::window().map(|window| window.navigator());
        let driver = self.driver();
        if let Some(elsewhere) = driver.as_ref().and_then(|driver| driver.environment()) {
            return elsewhere;
        }
        let config = driver.as_ref().map(|driver| driver.config());
        let asks = config.filter(|config| Screen::of(config.experiment).makes_requests);
        let server = asks.and_then(|config| config.server.as_ref());
        Environment {
            user_agent: navigator.and_then(|navigator| navigator.user_agent().ok()),
            cores: Some(hardware_concurrency()),
            protocol: self.protocol().map(|name| name.to_string()),
            origin: server.map(|server| servers.origin(server).base),
            reach: self.parts().lookout.found(),
            hosts: self.parts().lookout.hosts(),
        }
    }

    /// What the run that is over shows, in sentences; at an earlier moment, what it showed by then.
    pub fn findings(&self, servers: &Servers, lang: Lang) -> Rc<[Sentence]> {
        let environment = self.environment(servers);
        let Some(driver) = self.driver() else {
            return Rc::default();
        };
        let key = (lang, environment.clone(), self.extent(), self.moment());
        let parts = self.parts();
        if let Some(known) = parts.findings.known(&key) {
            return known;
        }
        let then = self.recorders();
        let begun = parts.in_turns.take().filter(|(of, _)| *of == key);
        let begin = || {
            let turns = self
                .is_large()
                .then(|| driver.findings_in_turns(&then, &environment, lang));
            Some((key.clone(), turns??))
        };
        let Some((of, mut turn)) = begun.or_else(begin) else {
            let make = || driver.findings(&then, &environment, lang).into();
            return parts.findings.get(key, make);
        };
        match turn() {
            Some(found) => parts.findings.get(key, || found.into()),
            None => {
                *parts.in_turns.borrow_mut() = Some((of, turn));
                self.pulse().mark();
                Rc::default()
            }
        }
    }

    /// Keeps a run that is over for the rest of the visit, unless it is too large. That is done before anything else can
    /// begin, and so disturbs none.
    pub(super) fn keep(&self, driver: &Rc<dyn Driver>) {
        let is_shown = self.driver().is_some_and(|one| Rc::ptr_eq(&one, driver));
        let recorders = driver.recorders();
        let futures = (recorders.iter()).map(|recorder| recorder.record().lanes().len());
        if !is_shown || !(1..=MOST_FUTURES).contains(&futures.sum()) {
            return;
        }
        let servers = self.parts().servers.borrow().clone();
        // What cannot be written is told where somebody asks for it.
        if let Ok(Some(file)) = self.export_json(&servers) {
            let runs = recorders
                .iter()
                .enumerate()
                .map(|(run, recorder)| Ran::of(driver.config_of(run), &recorder.record()));
            let elsewhere = driver.environment();
            let whose = elsewhere.and_then(|environment| environment.user_agent);
            store::keep(runs.collect(), whose, &file.text);
        }
    }

    /// The record as JSON: `photofinish.run/1`, of a comparison `photofinish.runs/1`; `None` before anything has run.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn export_json(&self, servers: &Servers) -> Result<Option<JsonFile>, String> {
        let environment = self.environment(servers);
        let Some(driver) = self.driver() else {
            return Ok(None);
        };
        let recorders = driver.recorders();
        let configs: Vec<_> = (0..recorders.len())
            .map(|run| driver.config_of(run))
            .collect();
        let records: Vec<_> = recorders.iter().map(|recorder| recorder.record()).collect();
        let runs: Vec<export::Run<'_>> = (configs.iter().zip(&records))
            .map(|(config, record)| export::Run { config, record })
            .collect();
        let json = match runs.as_slice() {
            [] => return Ok(None),
            [only] if !driver.is_comparison() => {
                run_json_telling(*only, &environment, driver.told())
            }
            all => runs_json(all, &environment),
        };
        Ok(Some(JsonFile {
            name: file_name(driver.config(), &configs, "json"),
            text: json.map_err(|error| error.to_string())?,
        }))
    }
}
