//! The run as findings and as JSON.

use std::rc::Rc;

use super::told::workers;
use super::{Driven, LabView};
use crate::app::components::export::JsonFile;
use crate::app::lab::headline::{curve, engines, passing_findings};
use crate::app::lab::settings::{is_measured, of_run};
use crate::app::lab::texts;
use crate::app::origins::Servers;
use crate::config::{Experiment, Lang, RunConfig, Where};
use crate::diagnosis::{diagnose, diagnose_speedup};
use crate::environment::Environment;
use crate::export::{self, file_name, run_json, runs_json};
use crate::lab::{LabOutput, LabRun};
use crate::race::first_measured;
use crate::recorder::Recorder;
use crate::workers::hardware_concurrency;

impl LabView {
    /// The protocol by which the first measured flag came, beside jobs.
    fn protocol(&self) -> Option<Rc<str>> {
        let (run, LabRun { recorder, .. }) = self.newest()?;
        let measured = first_measured(&recorder.record())?;
        self.output(run, measured, |output| match output {
            LabOutput::Flag(fetched) => fetched.protocol.clone(),
            _ => None,
        })
    }

    /// What the run was done with.
    fn environment(&self, servers: &Servers) -> Environment {
        let navigator = web_sys::window().map(|window| window.navigator());
        let config = self.jobs().map(|lab| lab.config().clone());
        let server = config
            .filter(|config| config.experiment == Experiment::Both)
            .and_then(|config| config.server);
        Environment {
            user_agent: navigator.and_then(|navigator| navigator.user_agent().ok()),
            cores: Some(hardware_concurrency()),
            protocol: self.protocol().map(|name| name.to_string()),
            origin: server.map(|server| servers.origin(&server).base),
            reach: self.parts.lookout.found(),
        }
    }

    /// What the run shows, in sentences.
    pub fn findings(&self, servers: &Servers, lang: Lang) -> Vec<String> {
        let (environment, words) = (self.environment(servers), texts::of(lang));
        let in_python = (self.jobs()).map(|lab| (words.in_python)(lab.config()).to_owned());
        let findings = match self.driven() {
            None => Vec::new(),
            Some(Driven::Passing(transfer)) => {
                return passing_findings(lang, &transfer.rows(), &transfer.chunk_rows());
            }
            Some(Driven::Jobs(lab))
                if is_measured(lab.config()) && lab.config().work.place == Where::Engines =>
            {
                let facts = engines(&lab.engine_points());
                let facts = facts.and_then(|facts| (words.engine_or_workers)(&facts));
                return facts.into_iter().chain(in_python).collect();
            }
            Some(Driven::Jobs(lab)) if is_measured(lab.config()) => curve(&lab.points())
                .map(|curve| diagnose_speedup(&curve, environment.cores))
                .unwrap_or_default(),
            Some(Driven::Jobs(lab)) => {
                let runs = lab.runs();
                let run = runs.last();
                run.map(|run| diagnose(lab.config(), &run.recorder.record(), &environment))
                    .unwrap_or_default()
            }
        };
        findings
            .iter()
            .map(|finding| finding.sentence(lang))
            .chain(in_python)
            .collect()
    }

    /// The record as JSON: `photofinish.run/1`, of many runs `photofinish.runs/1`.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn export_json(&self, servers: &Servers) -> Result<JsonFile, String> {
        let environment = self.environment(servers);
        let nothing = "nothing has run";
        let driven = self.driven().ok_or(nothing)?;
        let (configs, recorders): (Vec<RunConfig>, Vec<Rc<Recorder>>) = match &driven {
            Driven::Passing(transfer) => (
                vec![transfer.config().clone()],
                vec![transfer.recorder().clone()],
            ),
            Driven::Jobs(lab) => {
                let with = |run: LabRun| (of_run(lab.config(), workers(run.kind)), run.recorder);
                lab.runs().into_iter().map(with).unzip()
            }
        };
        // The whole of it, as it was asked for.
        let config = match &driven {
            Driven::Passing(transfer) => transfer.config(),
            Driven::Jobs(lab) => lab.config(),
        };
        let records: Vec<_> = recorders.iter().map(|recorder| recorder.record()).collect();
        let runs: Vec<export::Run<'_>> = (configs.iter().zip(&records))
            .map(|(config, record)| export::Run { config, record })
            .collect();
        let json = match runs.as_slice() {
            [] => return Err(nothing.to_owned()),
            [only] if !is_measured(config) => run_json(*only, &environment),
            all => runs_json(all, &environment),
        };
        Ok(JsonFile {
            name: file_name(config, "json"),
            text: json.map_err(|error| error.to_string())?,
        })
    }
}
