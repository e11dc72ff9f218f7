//! Programs in Python: with the executors of the standard library, or with Dask's in their place.

use super::text::{Lines, Values};

pub(super) fn write(values: &mut Values) -> Lines {
    let (is_dask, is_quiet) = (values.is("dask"), !values.is("verbose"));
    values.fact("others", is_dask || is_quiet);
    let packages = [
        ("distributed", is_dask),
        ("requests", is_dask && !values.is("workers")),
        ("tqdm", is_quiet),
    ];
    values.text("needs", listed(&used(packages)));
    let all = match (values.is("list"), values.is("plan")) {
        (true, _) => "ADDRESSES",
        (false, true) => "PLAN",
        (false, false) => "CODES",
    };
    values.text("all", all);
    let has_retries = values.is("retries");
    let query = match (values.is("plan"), has_retries) {
        (false, _) => "",
        (true, false) => "?delay={PLAN[cc]}",
        (true, true) => "?delay={PLAN[cc][attempt]}",
    };
    let url = match (values.is("list"), has_retries) {
        (true, false) => "ADDRESSES[cc]".to_owned(),
        (true, true) => "ADDRESSES[cc][attempt]".to_owned(),
        (false, _) => {
            let extension = values.first("extension");
            let code = if is_dask { "{cc.lower()}" } else { "{code}" };
            format!("f\"{{BASE}}/{code}/{code}.{extension}{query}\"")
        }
    };
    values.text("url", url);
    values.text(
        "time",
        match has_retries {
            true => "perf_counter, sleep",
            false => "perf_counter",
        },
    );
    values.part("download", include_str!("templates/py/download.py"));
    values.part("outcome", include_str!("templates/py/outcome.py"));

    let kernels = [
        ("primes", include_str!("templates/py/primes.py")),
        ("sha256", include_str!("templates/py/sha256.py")),
        ("rc4", include_str!("templates/py/sha256.py")),
        ("mandelbrot", include_str!("templates/py/mandelbrot.py")),
    ];
    for (kernel, template) in kernels {
        if values.is(kernel) {
            values.part("kernel", template);
        }
    }
    // A number is its own label.
    let label = if values.is("primes") { "str" } else { "label" };
    values.text("label", label);
    if values.is("workers") {
        // Threads that compute take turns with it: how long those are, it shows.
        values.fact("clock", values.is("one_thread") && !is_dask);
        let kind = match values.is("one_thread") {
            true => "ThreadPoolExecutor",
            false => "ProcessPoolExecutor",
        };
        values.text("kind", kind);
        values.part("main", include_str!("templates/py/jobs_main.py"));
        return values.fill(include_str!("templates/py/jobs.py"));
    }
    let executors = used([
        ("ProcessPoolExecutor", !is_dask && values.is("both")),
        ("ThreadPoolExecutor", !is_dask),
        ("as_completed", values.is("arrival")),
    ]);
    values.fact("executors", !executors.is_empty());
    values.text("executors", executors.join(", "));
    if values.is("both") {
        return values.fill(include_str!("templates/py/both.py"));
    }
    let is_compared = values.is("compare");
    let arrivals = match () {
        () if is_compared => "arrivals",
        () if values.is("arrival") => "as_completed(to_do)",
        () => "to_do",
    };
    values.text("arrivals", arrivals);
    let threads = if is_compared {
        "threads"
    } else {
        "MAX_WORKERS"
    };
    values.text("threads", threads);
    values.part("main", include_str!("templates/py/race_main.py"));
    values.fill(include_str!("templates/py/race.py"))
}

/// Those of them that are used.
fn used<const N: usize>(names: [(&'static str, bool); N]) -> Vec<&'static str> {
    let names = names.into_iter();
    names
        .filter_map(|(name, is_used)| is_used.then_some(name))
        .collect()
}

/// What is needed beside Python, as the rest of a sentence.
fn listed(packages: &[&str]) -> String {
    match packages {
        [] => String::new(),
        [one] => format!(" and {one}"),
        [first @ .., last] => format!(", {} and {last}", first.join(", ")),
    }
}
