//! Reading and writing single fields as text.

use super::choices::{Experiment, Lang, Server, Strategy, Where};
use super::field::{Field, FieldError, Problem};
use super::parse;
use super::work::{SizeRange, TransferConfig};
use super::{MAX_LESSON, MAX_MAX_WORKERS, MAX_SEED, RunConfig};
use crate::kernels::Kernel;
use crate::runtime::micros;

impl RunConfig {
    /// Reads `text` into one field.
    ///
    /// An empty text is a value for what may be left open, where it means `None`, for `codes`, where
    /// it means the 20 most populous countries, and for switches, which it turns on, as `?embed` does.
    ///
    /// # Errors
    /// What is wrong with the text; the field then keeps what it had.
    pub fn set(&mut self, field: Field, text: &str) -> Result<(), FieldError> {
        self.try_set(field, text).map_err(|problem| FieldError {
            field,
            value: text.to_owned(),
            problem,
        })
    }

    fn try_set(&mut self, field: Field, text: &str) -> Result<(), Problem> {
        use parse::{
            choice, count, delays, kernel, milliseconds, number, optional, range, selection,
            server, share, switch,
        };
        match field {
            Field::Experiment => {
                self.experiment = choice(text, Experiment::from_name, Experiment::NAMES)?;
            }
            Field::Codes => self.codes = selection(text)?,
            Field::Limit => self.limit = optional(text, |text| count(text, 1, u32::MAX))?,
            Field::Strategy => {
                self.strategy = choice(text, Strategy::from_name, Strategy::NAMES)?;
            }
            Field::MaxWorkers => self.max_workers = count(text, 1, MAX_MAX_WORKERS as u32)?,
            Field::Server => self.server = optional(text, server)?,
            Field::Delay => self.delay = optional(text, delays)?,
            Field::ErrorRate => self.error_rate = optional(text, share)?,
            Field::Timeout => {
                self.timeout = optional(text, |text| milliseconds(text, 1, 600_000))?;
            }
            Field::Retries => self.retries = number(text, 0, 10)?,
            Field::Seed => self.seed = parse::whole(text, 0, MAX_SEED)?,
            Field::Kernel => self.work.kernel = kernel(text)?,
            Field::Jobs => {
                self.work.jobs = optional(text, |text| number(text, 1, Kernel::MAX_JOBS))?
            }
            Field::Size => self.work.size = optional(text, |text| number(text, 1, 1 << 28))?,
            Field::Where => self.work.place = choice(text, Where::from_name, Where::NAMES)?,
            Field::Workers => self.work.workers = optional(text, |text| count(text, 1, 256))?,
            Field::Sizes => {
                let (min, max) = range(text, 1, SizeRange::MAX)?;
                self.transfer.sizes = SizeRange { min, max };
            }
            Field::Chunk => {
                self.transfer.chunk = count(text, 1, TransferConfig::MAX_CHUNK as u32)?;
            }
            Field::Lesson => self.lesson = count(text, 1, MAX_LESSON as u32)?,
            Field::Verbose => self.verbose = switch(text)?,
            Field::Lang => {
                self.lang = optional(text, |text| choice(text, Lang::from_tag, Lang::NAMES))?;
            }
            Field::Embed => self.embed = switch(text)?,
            Field::Autorun => self.autorun = switch(text)?,
        }
        Ok(())
    }

    /// The text of one field that [`RunConfig::set`] reads back to the same value; empty for what
    /// is left to the page, the server or the kernel.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        fn open<T: ToString>(value: Option<T>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        let switch = |on: bool| if on { "1" } else { "0" }.to_owned();
        match field {
            Field::Experiment => self.experiment.name().to_owned(),
            Field::Codes => self.codes.to_string(),
            Field::Limit => open(self.limit),
            Field::Strategy => self.strategy.name().to_owned(),
            Field::MaxWorkers => self.max_workers.to_string(),
            Field::Server => self.server.as_ref().map_or("", Server::name).to_owned(),
            Field::Delay => open(self.delay),
            Field::ErrorRate => open(self.error_rate),
            Field::Timeout => open(self.timeout.map(|timeout| micros(timeout) / 1000)),
            Field::Retries => self.retries.to_string(),
            Field::Seed => self.seed.to_string(),
            Field::Kernel => self.work.kernel.name().to_owned(),
            Field::Jobs => open(self.work.jobs),
            Field::Size => open(self.work.size),
            Field::Where => self.work.place.name().to_owned(),
            Field::Workers => open(self.work.workers),
            Field::Sizes => self.transfer.sizes.to_string(),
            Field::Chunk => self.transfer.chunk.to_string(),
            Field::Lesson => self.lesson.to_string(),
            Field::Verbose => switch(self.verbose),
            Field::Lang => self.lang.map_or("", Lang::name).to_owned(),
            Field::Embed => switch(self.embed),
            Field::Autorun => switch(self.autorun),
        }
    }
}
