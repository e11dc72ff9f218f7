//! A run as files. Each is made of the run's own export, read back: so it says what that says, and whoever opens an
//! exported run gets the same files of it.

use crate::config::Lang;
use crate::export::{self, Run, csv, svg, trace};
use crate::import::Opened;

/// The kinds of files, besides JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A row for each future.
    Csv,
    /// The timeline, to be enlarged at will.
    Svg,
    /// The timeline, twice as large as a screen has it.
    Png,
    /// For viewers of traces.
    Trace,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Kind; 4] = [Kind::Csv, Kind::Svg, Kind::Png, Kind::Trace];

    /// What it is called, in any language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Csv => "CSV",
            Kind::Svg => "SVG",
            Kind::Png => "PNG",
            Kind::Trace => "Chrome trace",
        }
    }

    /// What a browser calls the text that it is made of. A picture of points is made of one of lines.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Csv => "text/csv",
            Kind::Svg | Kind::Png => "image/svg+xml",
            Kind::Trace => "application/json",
        }
    }

    /// The text that it is made of.
    #[must_use]
    pub fn text(self, opened: &Opened, lang: Lang) -> String {
        let runs = opened.runs.iter();
        let runs: Vec<_> = runs
            .map(|run| Run {
                config: &run.config,
                record: &run.record,
            })
            .collect();
        match self {
            Kind::Csv => csv(&runs),
            Kind::Svg | Kind::Png => svg(&runs, lang),
            Kind::Trace => trace(&runs),
        }
    }

    /// What the file is called. A trace is JSON too, and must not be taken for the run.
    #[must_use]
    pub fn file_name(self, opened: &Opened) -> String {
        let ending = match self {
            Kind::Csv => "csv",
            Kind::Svg => "svg",
            Kind::Png => "png",
            Kind::Trace => "trace.json",
        };
        let runs: Vec<_> = opened.runs.iter().map(|run| run.config.clone()).collect();
        export::file_name(&opened.config(), &runs, ending)
    }
}
