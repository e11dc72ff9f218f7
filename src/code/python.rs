//! Programs in Python: with the executors of the standard library, or with Dask's in their place.

use super::text::{Lines, Values};

pub(super) fn write(values: &mut Values) -> Lines {
    let (is_dask, is_quiet) = (values.is("dask"), !values.is("verbose"));
    values.fact("others", is_dask || is_quiet);
    let needs = match (is_dask, is_quiet) {
        (false, false) => "",
        (false, true) => " and tqdm",
        (true, false) => " and distributed",
        (true, true) => ", distributed and tqdm",
    };
    values.text("needs", needs);
    let all = match (values.is("list"), values.is("plan")) {
        (true, _) => "ADDRESSES",
        (false, true) => "PLAN",
        (false, false) => "CODES",
    };
    values.text("all", all);
    let query = match (values.is("plan"), values.is("retries")) {
        (false, _) => "",
        (true, false) => "?{PLAN[cc]}",
        (true, true) => "?{PLAN[cc][attempt]}",
    };
    values.text("query", query);
    values.text(
        "status_error",
        if is_dask { "Refused" } else { "HTTPError" },
    );
    values.text(
        "time",
        if values.is("retries") {
            "perf_counter, sleep"
        } else {
            "perf_counter"
        },
    );
    values.part("download", include_str!("templates/py/download.py"));

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
    values.fact(
        "varies",
        ["compare", "sweep", "both"]
            .iter()
            .any(|fact| values.is(fact)),
    );
    let is_sweep = values.is("sweep");
    values.text(
        "varying",
        if is_sweep {
            "workers: int"
        } else {
            "strategy: str"
        },
    );
    values.part("recorded", include_str!("templates/py/recorded.py"));

    if values.is("workers") {
        // Threads that compute take turns with it: how long those are, it shows.
        values.fact("clock", values.is("one_thread") && !is_dask);
        values.text("how", if values.is("sweep") { ", workers" } else { "" });
        values.text(
            "kind",
            if values.is("one_thread") {
                "kinds[2]"
            } else {
                "kinds[0]"
            },
        );
        values.part("main", include_str!("templates/py/jobs_main.py"));
        return values.fill(include_str!("templates/py/jobs.py"));
    }
    let pool = if is_dask { "" } else { ", ThreadPoolExecutor" };
    let processes = if !is_dask && values.is("both") {
        ", ProcessPoolExecutor"
    } else {
        ""
    };
    let arrival = if values.is("arrival") {
        ", as_completed"
    } else {
        ""
    };
    values.text("executors", format!("Executor{processes}{pool}{arrival}"));
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
    values.text("pool", format!("ThreadPoolExecutor({threads})"));
    values.text("how", if is_compared { ", strategy" } else { "" });
    values.part("main", include_str!("templates/py/race_main.py"));
    values.fill(include_str!("templates/py/race.py"))
}
