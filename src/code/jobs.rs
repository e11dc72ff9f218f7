//! What programs with jobs say: which work, how much of it, by whom.

use super::text::{Values, wrapped};
use super::{Language, NoProgram};
use crate::config::{Experiment, RunConfig, Where};
use crate::kernels::{Kernel, KernelTask};
use crate::lab::tasks;

/// How wide a program is.
const WIDTH: usize = 100;

pub(super) fn say(
    values: &mut Values,
    language: Language,
    config: &RunConfig,
) -> Result<(), NoProgram> {
    let tasks = tasks(config)?;
    let work = &config.work;
    let is_alone = config.experiment == Experiment::Workers;
    values.fact("workers", is_alone);
    values.fact("sweep", is_alone && work.place == Where::Sweep);
    values.fact(
        "one_thread",
        matches!(work.place, Where::Main | Where::Slices),
    );
    values.fact(work.kernel.name(), true);
    values.text(
        "count",
        if values.is("sweep") {
            "workers"
        } else {
            "WORKERS"
        },
    );
    values.text("jobs", list(language, config, &tasks));
    values.text("count_of_jobs", work.jobs());
    values.text("size", work.size());
    // Only the low half counts, as in the page.
    values.text("seed32", config.seed as u32);
    values.text(
        "Kernel",
        match work.kernel {
            Kernel::Sha256 => "Sha256",
            Kernel::Rc4 => "Rc4",
            Kernel::Primes => "Primes",
            Kernel::Mandelbrot => "Mandelbrot",
            Kernel::Own => return Err(NoProgram::Own),
        },
    );
    values.text("run", super::requests::quote(language)(&config.to_query()));
    Ok(())
}

/// The jobs as a list of the language; Rust has them from the crate.
fn list(language: Language, config: &RunConfig, tasks: &[KernelTask]) -> String {
    let work = &config.work;
    let (jobs, size, seed) = (work.jobs(), work.size(), config.seed as u32);
    let is_js = language == Language::JavaScript;
    match work.kernel {
        Kernel::Sha256 if is_js => {
            format!(
                "const JOBS = Array.from({{ length: {jobs} }}, (_, n) => [{seed} + n, {size}]);"
            )
        }
        Kernel::Sha256 => format!("JOBS = [({seed} + n, {size}) for n in range({jobs})]"),
        Kernel::Rc4 if is_js => format!(
            "// From half as much again down to about half.\n\
             const length = (n) => {size} + Math.trunc(({size} * ({jobs} - 2 * n)) / {});\n\
             const JOBS = Array.from({{ length: {jobs} }}, (_, n) => [{seed} + n, length(n)]);",
            2 * jobs
        ),
        Kernel::Rc4 => format!(
            "# From half as much again down to about half.\n\
             LENGTHS = [{size} + int({size} * ({jobs} - 2 * n) / {}) for n in range({jobs})]\n\
             JOBS = [({seed} + n, length) for n, length in enumerate(LENGTHS)]",
            2 * jobs
        ),
        Kernel::Primes => numbers(is_js, tasks),
        Kernel::Mandelbrot => tiles(is_js, size, tasks),
        // There is no program then.
        Kernel::Own => String::new(),
    }
}

fn numbers(is_js: bool, tasks: &[KernelTask]) -> String {
    // More than the book has begin again.
    let numbers: Vec<String> = tasks
        .iter()
        .filter_map(|task| match task {
            KernelTask::Prime { number } if is_js => Some(format!("{number}n")),
            KernelTask::Prime { number } => Some(number.to_string()),
            _ => None,
        })
        .collect();
    let is_first = |at: &usize| numbers[*at] == numbers[0];
    let period = (1..numbers.len()).find(is_first).unwrap_or(numbers.len());
    let (count, some) = (numbers.len(), &numbers[..period]);
    let body = |indent| wrapped(some, indent, WIDTH);
    match (is_js, period == count) {
        (true, true) => format!("const JOBS = [\n{}\n];", body("  ")),
        (true, false) => format!(
            "const NUMBERS = [\n{}\n];\n\
             const JOBS = Array.from({{ length: {count} }}, (_, n) => NUMBERS[n % NUMBERS.length]);",
            body("  ")
        ),
        (false, true) => format!("JOBS = [\n{}\n]", body("    ")),
        (false, false) => format!(
            "NUMBERS = [\n{}\n]\nJOBS = [NUMBERS[n % len(NUMBERS)] for n in range({count})]",
            body("    ")
        ),
    }
}

fn tiles(is_js: bool, side: u32, tasks: &[KernelTask]) -> String {
    let tile = |task: &KernelTask| match task {
        KernelTask::Mandelbrot {
            tile,
            max_iterations,
            ..
        } => Some((tile.y, *max_iterations)),
        _ => None,
    };
    let first = tasks.first().and_then(tile).unwrap_or_default();
    let columns = tasks
        .iter()
        .filter(|task| tile(task) == Some(first))
        .count()
        .max(1);
    let (rows, most) = (tasks.len() / columns, first.1);
    if is_js {
        format!(
            "const [SIDE, ROWS, COLUMNS, MAX_ITERATIONS] = [{side}, {rows}, {columns}, {most}];\n\
             const PIXEL = 2.6 / SIDE;\n\
             const edge = (n, parts) => Math.floor((n * SIDE) / parts);\n\
             const JOBS = Array.from({{ length: ROWS * COLUMNS }}, (_, n) => {{\n\
             \x20 const [row, column] = [Math.floor(n / COLUMNS), n % COLUMNS];\n\
             \x20 const [x, y] = [edge(column, COLUMNS), edge(row, ROWS)];\n\
             \x20 return [x, y, edge(column + 1, COLUMNS) - x, edge(row + 1, ROWS) - y];\n\
             }});"
        )
    } else {
        format!(
            "SIDE, ROWS, COLUMNS, MAX_ITERATIONS = {side}, {rows}, {columns}, {most}\n\
             PIXEL = 2.6 / SIDE\n\
             X = [n * SIDE // COLUMNS for n in range(COLUMNS + 1)]\n\
             Y = [n * SIDE // ROWS for n in range(ROWS + 1)]\n\
             JOBS = [(x, y, right - x, bottom - y) for y, bottom in pairwise(Y) for x, right in pairwise(X)]"
        )
    }
}
