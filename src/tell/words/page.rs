//! The words of a race, and of what all screens have.
//!
//! Sentences are functions of the facts they tell. What is to stand out in them is marked with
//! [`strong`](crate::tell::strong()), which the page shows as such and [`plain`](crate::tell::plain) takes away.

use std::time::Duration;

use crate::config::{Experiment, Field, Kernel, Problem, Strategy};
use crate::record::Outcome;
use crate::stats::InFlightIs;

use crate::app::state::Theme;

/// Facts of one run of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct RunFacts {
    /// How it was done.
    pub strategy: Strategy,
    /// Results that came.
    pub ok: usize,
    /// From start to end.
    pub elapsed: Duration,
}

/// A word about flags, and the one that takes its place.
pub struct Instead {
    /// Of flags.
    pub flags: &'static str,
    /// Of addresses.
    pub addresses: &'static str,
}

/// The words of one language.
pub struct Texts {
    /// The language as HTML's `lang` has it.
    pub tag: &'static str,
    /// What comes between two sentences.
    pub between: &'static str,

    // Header and page.
    /// Link to the results, for keyboards.
    pub skip: &'static str,
    /// Name of the navigation.
    pub experiments: &'static str,
    /// Name of an experiment.
    pub experiment: fn(Experiment) -> &'static str,
    /// Name of the switch to the other language, in that language.
    pub other_language: &'static str,
    /// What the theme switch does, said for a screen reader.
    pub theme: fn(Theme) -> &'static str,
    /// Opens the sheet of keys and commands.
    pub help: &'static str,
    /// Where the flags are from and under which licence.
    pub flags_by: &'static str,
    /// The page cannot work without a browser part.
    pub no_simulation: &'static str,
    /// Why the simulated origin was chosen: nobody else answers.
    pub host_is_silent: &'static str,
    /// The site works offline from now on.
    pub is_kept: &'static str,
    /// The part of the page that has the screen is on its way.
    pub loading: &'static str,
    /// It did not come: why, in the words of the browser.
    pub not_loaded: fn(&str) -> String,
    /// Asks for it anew.
    pub try_again: &'static str,
    /// Follows the name of an experiment: it runs, so nothing else can start.
    pub busy: &'static str,
    /// What is still running, where it is a program.
    pub in_python_runs: &'static str,
    /// The button that loads the new version the host has.
    pub new_version: &'static str,

    // Settings.
    /// Name of the panel.
    pub settings: &'static str,
    /// Label of a field.
    pub field: fn(Field) -> &'static str,
    /// A selection of flags by its name in the URL.
    pub selection: fn(&str) -> &'static str,
    /// Label of a selection of one's own.
    pub codes_label: &'static str,
    /// What to type for it.
    pub codes_hint: &'static str,
    /// A server by its name in the URL.
    pub server: fn(&str) -> &'static str,
    /// Label of the field for a base URL.
    pub base_url: &'static str,
    /// What will be asked: the first address, and how many there are.
    pub asks: fn(&str, usize) -> String,
    /// Label of the field for a list of addresses.
    pub list: &'static str,
    /// What unfolds all that will be asked.
    pub all_asked: fn(usize) -> String,
    /// That the browser's cache answers none of them.
    pub not_cached: &'static str,
    /// That this page came encrypted, and may not ask unencrypted.
    pub is_mixed: &'static str,
    /// A strategy.
    pub strategy: fn(Strategy) -> &'static str,
    /// What a strategy does, in two or three words.
    pub strategy_note: fn(Strategy) -> &'static str,
    /// No limit.
    pub no_limit: &'static str,
    /// Button for a new seed.
    pub new_seed: &'static str,
    /// Slider beside the number of workers.
    pub slider: &'static str,
    /// Milliseconds.
    pub ms: &'static str,
    /// What is wrong with a field's value.
    pub problem: fn(Field, &Problem) -> String,
    /// The first character that is refused.
    pub refused: fn(char) -> String,
    /// The value that is used instead.
    pub using: fn(&str) -> String,
    /// The settings in one line: flags, workers, strategy.
    pub in_short: fn(usize, usize, &str) -> String,

    // Buttons.
    /// Starts the run.
    pub start: &'static str,
    /// Cancels it.
    pub cancel: &'static str,
    /// Saves the record.
    pub export_json: &'static str,
    /// Opens the sheet of links and files.
    pub share: &'static str,
    /// It cannot be saved: why, in the words of what failed.
    pub not_exported: fn(&str) -> String,

    // The settings as a program.
    /// Name of the card and of its tabs.
    pub code: &'static str,
    /// Before it is written.
    pub code_to_come: &'static str,

    // Sentences about a run.
    /// Before the first run: so many flags, so many at once.
    pub ready: fn(usize, usize) -> String,
    /// Start was pressed, and nothing was sent yet: so many flags, so many at once.
    pub starting: fn(usize, usize) -> String,
    /// A run has begun.
    pub running: fn(usize, usize, Strategy) -> String,
    /// A run goes on: delivered, of how many, after how many seconds.
    pub so_far: fn(usize, usize, Duration) -> String,
    /// What follows the report of a run: not found, failed, cancelled; the end of the sentence.
    pub report_tail: fn(usize, usize, usize) -> String,
    /// Who was first: what for, after how long, the how-manieth submitted.
    pub first_home: fn(&str, Duration, usize) -> String,
    /// What a comparison shows.
    pub compared: fn(&[RunFacts]) -> String,
    /// A comparison goes on: so many flags, so many at once.
    pub comparing: fn(usize, usize) -> String,
    /// How many of so many each of several runs had delivered, so long after its own start.
    pub compared_so_far: fn(&[(Strategy, usize)], usize, Duration) -> String,
    /// `map` held finished results: how many in all; behind what most of all, how many there, and
    /// the longest of those.
    pub held: fn(usize, &str, usize, Duration) -> String,

    // Progress.
    /// Name of the progress bar.
    pub progress: &'static str,
    /// What follows the figures of tqdm: failed, cancelled; empty for none.
    pub progress_tail: fn(usize, usize) -> String,
    /// Cancel was pressed.
    pub cancelling: &'static str,

    // Timeline.
    /// Its name.
    pub timeline: &'static str,
    /// Name of the legend.
    pub legend: &'static str,
    /// Legend.
    pub queued: &'static str,
    /// Legend: a request that the browser holds back.
    pub held_back: &'static str,
    /// Legend: between two attempts.
    pub pausing: &'static str,
    /// Legend.
    pub running_mark: &'static str,
    /// Legend.
    pub completed: &'static str,
    /// Legend.
    pub waiting: &'static str,
    /// Legend.
    pub delivered: &'static str,
    /// Until the first result was delivered.
    pub first_result: &'static str,
    /// Until all were delivered.
    pub all_results: &'static str,
    /// Written where a run goes on beyond the axis: seconds until its end.
    pub goes_on: fn(&str) -> String,
    /// How to move through the lanes.
    pub lanes_help: &'static str,
    /// A lane in words.
    pub lane: fn(&LaneFacts) -> String,
    /// Show the whole axis.
    pub whole_axis: &'static str,
    /// Show the part with the concurrent runs.
    pub zoom_axis: &'static str,
    /// The ways to see another part of the axis.
    pub zoom: &'static str,
    /// Closer.
    pub zoom_in: &'static str,
    /// Farther.
    pub zoom_out: &'static str,
    /// All that fits.
    pub zoom_fit: &'static str,
    /// Beside the strip that tells when the page stood still.
    pub stall_strip: &'static str,
    /// What that strip shows.
    pub stands_still: &'static str,
    /// Earlier rows of a table.
    pub earlier_rows: &'static str,
    /// Later rows of a table.
    pub later_rows: &'static str,
    /// Which rows of how many are shown.
    pub rows_of: fn(usize, usize, usize) -> String,
    /// Show the table.
    pub as_table: &'static str,
    /// Heads of the table's columns: submission, label, state, queued, held back, ran, attempts,
    /// waited, delivered.
    pub columns: [&'static str; 9],
    /// Written beside the lane that held others: how many waited for it.
    pub waited_behind: fn(usize) -> String,

    // Results.
    /// The list of delivered futures.
    pub finish_order: &'static str,
    /// What the number after a flag means.
    pub nth_submitted: &'static str,
    /// Nothing yet.
    pub nobody_yet: &'static str,
    /// The same of what is no flag.
    pub no_result_yet: &'static str,
    /// Counts.
    pub outcomes: &'static str,
    /// An outcome.
    pub outcome: fn(Outcome) -> &'static str,
    /// Chart.
    pub in_flight: &'static str,
    /// The most at once, against the limit.
    pub at_most: fn(&FlightFacts) -> String,
    /// Chart.
    pub latency: &'static str,
    /// Latencies in words: how many came.
    pub latency_of: fn(usize) -> String,
    /// Latencies that may contain waiting in the browser: of how many that is not known.
    pub latency_hidden: fn(usize) -> String,
    /// Name of the times during which the browser held requests back.
    pub latency_held: &'static str,
    /// Sentences.
    pub what_happened: &'static str,
    /// What the chart of tasks in flight will show.
    pub in_flight_empty: &'static str,
    /// What the chart of latencies will show.
    pub latency_empty: &'static str,
    /// What the like of it does in Python, as a last sentence.
    pub in_python: fn(Strategy) -> &'static str,
    /// Before there is anything to say.
    pub nothing_yet: &'static str,
    /// Choice of run in a comparison.
    pub details_of: &'static str,

    // Log.
    /// Its name.
    pub log: &'static str,

    /// What a sentence about flags says where addresses of one's own are asked, one after the other.
    pub of_addresses: &'static [Instead],
    /// Names of kernels.
    pub kernel: fn(Kernel) -> &'static str,
}

/// The life of one lane for those who do not see it.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneFacts {
    /// What it was for.
    pub label: String,
    /// Its outcome, once there is one.
    pub outcome: Option<Outcome>,
    /// How long it was queued.
    pub queued: Duration,
    /// How long the browser held back its last request, where it tells.
    pub held: Option<Duration>,
    /// How long it ran, if it started; of several attempts, the last.
    pub ran: Option<Duration>,
    /// How many attempts there were, the one under way included.
    pub attempts: usize,
    /// How long it waited between attempts, in all.
    pub paused: Duration,
    /// The longest wait that the server asked for, by `Retry-After`: it may have been cut.
    pub asked_to_wait: Option<Duration>,
    /// How long its result waited, if it was delivered.
    pub waited: Option<Duration>,
}

/// How much was in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlightFacts {
    /// The most that were asked for at once.
    pub asked: usize,
    /// The most that really were in flight, so far as is known.
    pub really: usize,
    /// What that number is.
    pub is: InFlightIs,
    /// The limit in force.
    pub limit: usize,
}

super::in_each_language!(page: Texts);
