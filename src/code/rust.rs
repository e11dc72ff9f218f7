//! Programs in Rust, with this crate: for a page.

use super::text::{Lines, Values};

pub(super) fn write(values: &mut Values) -> Lines {
    let is_quiet = !values.is("verbose");
    let (each, all, arguments) = match (values.is("plan"), values.is("retries")) {
        // What each is called is told where each is told of.
        (_, false) if values.is("list") && is_quiet => ("&(_, url)", "ADDRESSES", "url"),
        (_, true) if values.is("list") && is_quiet => ("&(_, urls)", "ADDRESSES", "urls"),
        (_, false) if values.is("list") => ("&(cc, url)", "ADDRESSES", "url"),
        (_, true) if values.is("list") => ("&(cc, urls)", "ADDRESSES", "urls"),
        (false, _) => ("&cc", "CODES", "cc"),
        (true, false) => ("&(cc, fate)", "PLAN", "cc, fate"),
        (true, true) => ("&(cc, fates)", "PLAN", "cc, fates"),
    };
    values.text("each", each);
    values.text("all", all);
    values.text("arguments", arguments);
    values.part("download", include_str!("templates/rs/download.rs"));
    values.part("status", include_str!("templates/rs/status.rs"));
    values.part("kernel", include_str!("templates/rs/kernel.rs"));
    if values.is("workers") {
        values.part("main", include_str!("templates/rs/jobs_main.rs"));
        return values.fill(include_str!("templates/rs/jobs.rs"));
    }
    if values.is("both") {
        return values.fill(include_str!("templates/rs/both.rs"));
    }
    let most = match values.is("compare") {
        true => "max_workers",
        false => "MAX_WORKERS",
    };
    values.text("most", most);
    values.part("main", include_str!("templates/rs/race_main.rs"));
    values.fill(include_str!("templates/rs/race.rs"))
}
