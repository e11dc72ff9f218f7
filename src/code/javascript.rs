//! Programs in JavaScript: for Node, and those without jobs for a browser's console too.

use super::text::{Lines, Values};

pub(super) fn write(values: &mut Values) -> Lines {
    let all = match (values.is("list"), values.is("plan")) {
        (true, _) => "[...ADDRESSES.keys()]",
        (false, true) => "Object.keys(PLAN)",
        (false, false) => "CODES",
    };
    values.text("all", all);
    let query = match (values.is("plan"), values.is("retries")) {
        (false, _) => "",
        (true, false) => "?delay=${PLAN[cc]}",
        (true, true) => "?delay=${PLAN[cc][attempt]}",
    };
    values.text("query", query);
    values.part("download", include_str!("templates/js/download.js"));
    values.part("limited", include_str!("templates/js/limited.js"));
    values.part("arrivals", include_str!("templates/js/arrivals.js"));
    values.part("pool", include_str!("templates/js/pool.js"));
    let kernels = [
        ("primes", include_str!("templates/js/primes.js")),
        ("sha256", include_str!("templates/js/sha256.js")),
        ("rc4", include_str!("templates/js/sha256.js")),
        ("mandelbrot", include_str!("templates/js/mandelbrot.js")),
    ];
    for (kernel, template) in kernels {
        if values.is(kernel) {
            values.part("kernel", template);
        }
    }
    if values.is("workers") {
        values.part("main", include_str!("templates/js/jobs_main.js"));
        return values.fill(include_str!("templates/js/jobs.js"));
    }
    if values.is("both") {
        return values.fill(include_str!("templates/js/both.js"));
    }
    let is_compared = values.is("compare");
    let arrivals = match () {
        () if is_compared => "order",
        () if values.is("arrival") => "asCompleted(promises)",
        () => "promises",
    };
    values.text("arrivals_of", arrivals);
    values.part("main", include_str!("templates/js/race_main.js"));
    values.fill(include_str!("templates/js/race.js"))
}
