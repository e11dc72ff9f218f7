//! The last line of a run, and of a comparison of runs.

use super::words::hundredths;
use crate::config::{Lang, Strategy};
use crate::record::{FETCH, Outcome, Record};
use crate::stats::{elapsed, first_result};

/// What a run brought, as the book says it: `20 flags downloaded in 0.35 s`. Failures are not
/// counted; of a run that has not ended, what it brought so far.
#[must_use]
pub fn report(record: &Record, lang: Lang) -> String {
    let seconds = hundredths(elapsed(record));
    let brought = brought(record, lang);
    match lang {
        Lang::En => format!("{brought} in {seconds} s"),
        Lang::Zh => format!("用 {seconds} 秒{brought}"),
    }
}

fn brought(record: &Record, lang: Lang) -> String {
    let lanes = || record.lanes().iter();
    let is_ok = |outcome| outcome == Some(Outcome::Ok);
    let flags = lanes()
        .filter(|l| is_ok(l.outcome()) && &*l.executor == FETCH)
        .count();
    let jobs = record.count(Outcome::Ok) - flags;
    let has_jobs = lanes().any(|lane| &*lane.executor != FETCH);
    let has_flags = lanes().any(|lane| &*lane.executor == FETCH) || !has_jobs;
    let plural = |number| if number == 1 { "" } else { "s" };
    let flags = has_flags.then(|| match lang {
        Lang::En => format!("{flags} flag{} downloaded", plural(flags)),
        Lang::Zh => format!("下载了 {flags} 面国旗"),
    });
    let jobs = has_jobs.then(|| match lang {
        Lang::En => format!("{jobs} job{} done", plural(jobs)),
        Lang::Zh => format!("完成了 {jobs} 个任务"),
    });
    let parts: Vec<String> = [flags, jobs].into_iter().flatten().collect();
    parts.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "，",
    })
}

/// What a comparison shows: the report of the fastest run, the times of all, and when each
/// concurrent one had its first result. Empty without runs.
#[must_use]
pub fn headline(runs: &[(Strategy, &Record)], lang: Lang) -> String {
    let Some((_, fastest)) = runs.iter().min_by_key(|(_, record)| elapsed(record)) else {
        return String::new();
    };
    let part = |(strategy, record): &(Strategy, &Record)| {
        let (name, all) = (strategy.name(), hundredths(elapsed(record)));
        let first = first_result(record).map(hundredths);
        match (lang, first) {
            (Lang::En, Some(first)) => format!("{name} {all} s (first result {first} s)"),
            (Lang::En, None) => format!("{name} {all} s"),
            (Lang::Zh, Some(first)) => format!("{name} {all} 秒（首个结果 {first} 秒）"),
            (Lang::Zh, None) => format!("{name} {all} 秒"),
        }
    };
    let (colon, comma) = match lang {
        Lang::En => (": ", ", "),
        Lang::Zh => ("：", "，"),
    };
    let parts: Vec<String> = runs.iter().map(part).collect();
    format!("{}{colon}{}", report(fastest, lang), parts.join(comma))
}
