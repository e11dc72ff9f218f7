//! What programs with requests say: where they go, what becomes of each, how they are waited for.

use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::text::{Values, wrapped};
use super::{Language, literal};
use crate::config::{Experiment, RunConfig, Server, Strategy};
use crate::plan::{FateOutcome, Plan};
use crate::race::Origin;

/// How wide a program is.
const WIDTH: usize = 100;

pub(super) fn say(values: &mut Values, language: Language, config: &RunConfig, origin: &Origin) {
    let strategy = config.strategy;
    let is_race = config.experiment == Experiment::Race;
    values.fact("race", is_race);
    values.fact("both", !is_race);
    values.text("max_workers", config.at_once());
    values.fact("compare", is_race && strategy == Strategy::Compare);
    let is_in_order = matches!(strategy, Strategy::Sequential | Strategy::Map);
    values.fact("in_order", is_race && is_in_order);
    values.fact("as_completed", is_race && strategy == Strategy::AsCompleted);
    values.fact("arrival", !(is_race && is_in_order));

    let quote = quote(language);
    let base = encoded(&origin.base);
    values.text("base", quote(&base));
    values.text("extension", origin.extension);
    values.text("run", quote(&config.to_query()));
    let milliseconds = config.request_timeout().as_millis();
    values.text(
        "timeout",
        match language {
            Language::Python | Language::Dask => seconds(milliseconds),
            _ => milliseconds.to_string(),
        },
    );
    values.fact("retries", config.retries > 0);
    values.text("retries", config.retries);
    let plan = config.plan();
    let is_list = matches!(config.server, Some(Server::List(_)));
    values.fact("list", is_list);
    values.fact(
        "elsewhere",
        config.server.as_ref().is_some_and(Server::is_elsewhere),
    );
    values.fact("plan", plan.is_some() || is_list);
    let asked = match is_list {
        true => addresses(language, config, origin),
        false => codes(language, config, plan),
    };
    values.text("codes", asked);
}

/// An address with ASCII alone, as not every client writes others by itself: the name of a host as the name system has it, all
/// else in per cent.
fn encoded(address: &str) -> String {
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let rest = &address[start..];
    let end = start + rest.find([':', '/', '?', '#', '\\']).unwrap_or(rest.len());
    let host = &address[start..end];
    let written = if host.is_ascii() {
        None
    } else {
        by_the_standard(host)
    };
    // What is no name of a host is left to be refused by who asks.
    let written = written.as_deref().unwrap_or(host);
    let whole = [&address[..start], written, &address[end..]].concat();
    utf8_percent_encode(&whole, CONTROLS).to_string()
}

/// The name of a host as the browser itself would ask for it: <https://url.spec.whatwg.org/#host-parsing>.
#[cfg(target_arch = "wasm32")]
fn by_the_standard(host: &str) -> Option<String> {
    let url = web_sys::Url::new(&format!("http://{host}/"));
    url.ok().map(|url| url.hostname())
}

/// The same by a crate that follows the same standard.
#[cfg(not(target_arch = "wasm32"))]
fn by_the_standard(host: &str) -> Option<String> {
    let url = url::Url::parse(&format!("http://{host}/")).ok()?;
    Some(url.host_str()?.to_owned())
}

pub(super) fn quote(language: Language) -> fn(&str) -> String {
    match language {
        Language::Python | Language::Dask => literal::python,
        Language::Rust => literal::rust,
        Language::JavaScript => literal::javascript,
    }
}

fn seconds(milliseconds: u128) -> String {
    let (whole, part) = (milliseconds / 1000, milliseconds % 1000);
    match part {
        0 => whole.to_string(),
        _ => format!("{whole}.{part:03}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

/// The codes, with the fate of each where there is a plan.
fn codes(language: Language, config: &RunConfig, plan: Option<Plan>) -> String {
    let labels = config.labels();
    let planned = plan.map(|plan| (plan, config.retries));
    let says = format!(
        "what seed {} has in store for each, as in the page",
        config.seed
    );
    let quoted = labels.iter().map(|label| quote(language)(label));
    let entries: Vec<String> = match planned {
        None => quoted.collect(),
        Some((plan, retries)) => {
            let entry =
                |label: &String| entry(language, label, &fates(plan, label, retries), retries > 0);
            labels.iter().map(entry).collect()
        }
    };
    let body = |indent| wrapped(&entries, indent, WIDTH);
    match (language, plan.is_some()) {
        (Language::Python | Language::Dask, false) => format!("CODES = [\n{}\n]", body("    ")),
        (Language::Python | Language::Dask, true) => {
            format!("PLAN = {{  # {says}\n{}\n}}", body("    "))
        }
        (Language::JavaScript, false) => format!("const CODES = [\n{}\n];", body("  ")),
        (Language::JavaScript, true) => {
            format!("const PLAN = {{ // {says}\n{}\n}};", body("  "))
        }
        (Language::Rust, false) => format!("const CODES: &[&str] = &[\n{}\n];", body("    ")),
        (Language::Rust, true) => {
            let fate = if config.retries > 0 {
                "&[&str]"
            } else {
                "&str"
            };
            format!(
                "const PLAN: &[(&str, {fate})] = &[ // {says}\n{}\n];",
                body("    ")
            )
        }
    }
}

/// One's own addresses by what they are called, whole; with retries the one of each attempt.
fn addresses(language: Language, config: &RunConfig, origin: &Origin) -> String {
    let quote = quote(language);
    let plan = config.plan();
    let url = |name: &str, attempt| {
        let fate = plan.map(|plan| plan.fate(name, attempt));
        let url = origin.url_in(config, name, fate);
        quote(&encoded(&url))
    };
    let entry = |name: &String| {
        let urls: Vec<String> = (1..=config.retries + 1)
            .map(|attempt| url(name, attempt))
            .collect();
        let (urls, name) = (urls.join(", "), quote(name));
        match (language, config.retries > 0) {
            (Language::Python | Language::Dask, false) => format!("{name}: {urls}"),
            (Language::Python | Language::Dask, true) => format!("{name}: [{urls}]"),
            // No object: that would put what reads as a number before the others.
            (Language::JavaScript, false) => format!("[{name}, {urls}]"),
            (Language::JavaScript, true) => format!("[{name}, [{urls}]]"),
            (Language::Rust, false) => format!("({name}, {urls})"),
            (Language::Rust, true) => format!("({name}, &[{urls}])"),
        }
    };
    let entries: Vec<String> = config.labels().iter().map(entry).collect();
    let body = |indent| wrapped(&entries, indent, WIDTH);
    match language {
        Language::Python | Language::Dask => format!("ADDRESSES = {{\n{}\n}}", body("    ")),
        Language::JavaScript => format!("const ADDRESSES = new Map([\n{}\n]);", body("  ")),
        Language::Rust => {
            let url = if config.retries > 0 {
                "&[&str]"
            } else {
                "&str"
            };
            format!(
                "const ADDRESSES: &[(&str, {url})] = &[\n{}\n];",
                body("    ")
            )
        }
    }
}

/// What is asked of the server in each attempt, after `delay=`, until one is not to fail.
fn fates(plan: Plan, label: &str, retries: u32) -> Vec<String> {
    let mut fates = Vec::new();
    for attempt in 1..=retries + 1 {
        let fate = plan.fate(label, attempt);
        fates.push(fate.after_delay());
        if fate.outcome == FateOutcome::Ok {
            break;
        }
    }
    fates
}

fn entry(language: Language, label: &str, fates: &[String], are_many: bool) -> String {
    let quote = quote(language);
    let label = quote(label);
    let fates: Vec<String> = fates.iter().map(|fate| quote(fate)).collect();
    let list = fates.join(", ");
    let fate = match language {
        _ if !are_many => list,
        Language::Rust => format!("&[{list}]"),
        _ => format!("[{list}]"),
    };
    match language {
        Language::Rust => format!("({label}, {fate})"),
        Language::JavaScript => format!("{}: {fate}", label.trim_matches('"')),
        _ => format!("{label}: {fate}"),
    }
}
