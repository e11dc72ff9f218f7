//! One row per future, as comma-separated values (RFC 4180).

use std::fmt::{Display, Write};
use std::time::Duration;

use super::Run;

/// Without it a spreadsheet takes the text for one of its own country's eight-bit encodings.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What a spreadsheet runs instead of showing it, in either width.
const RUNS: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

const HEADER: &str = "run,id,label,executor,worker,submitted_ms,started_ms,finished_ms,\
                      delivered_ms,delivered_place,outcome,http_status,bytes,error,attempts,held_ms\r\n";

/// All futures of the runs as CSV with a header row. `run` is the strategy, or where jobs ran;
/// `delivered_place` is the place in the finish order, from 1; times are milliseconds since the
/// start of their run, to the microsecond;
/// `attempts` counts those of a request that ended; `held_ms` is how long the browser held back the
/// last of them; what is not known is empty. It begins with the byte order mark of UTF-8, without
/// which spreadsheets garble what is not ASCII.
#[must_use]
pub fn csv(runs: &[Run]) -> String {
    let mut text = format!("{BYTE_ORDER_MARK}{HEADER}");
    for run in runs {
        let mut places = vec![None; run.record.lanes().len()];
        for (place, id) in run.record.delivered().iter().enumerate() {
            places[*id] = Some(place + 1);
        }
        for (lane, place) in run.record.lanes().iter().zip(places) {
            let settled = lane.settled.as_ref();
            let held = lane
                .phase("held")
                .map(|(from, sent)| sent.saturating_sub(from));
            let cells = [
                run.name().to_owned(),
                lane.id.to_string(),
                quoted(&lane.label),
                quoted(&lane.executor),
                known(lane.worker),
                ms(lane.submitted),
                lane.started.map(ms).unwrap_or_default(),
                lane.finished.map(ms).unwrap_or_default(),
                lane.delivered.map(ms).unwrap_or_default(),
                known(place),
                lane.outcome()
                    .map_or("", |outcome| outcome.name())
                    .to_owned(),
                known(settled.and_then(|settled| settled.http_status)),
                known(settled.and_then(|settled| settled.bytes)),
                quoted(settled.and_then(|s| s.error.as_deref()).unwrap_or_default()),
                known(Some(lane.attempts.len()).filter(|number| *number > 0)),
                held.map(ms).unwrap_or_default(),
            ];
            // Writing to a string does not fail.
            let _ = write!(text, "{}\r\n", cells.join(","));
        }
    }
    text
}

fn known<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn ms(time: Duration) -> String {
    let micros = (time.as_nanos() + 500) / 1000;
    format!("{}.{:03}", micros / 1000, micros % 1000)
}

/// A cell in quotes where its text would be read as more than text. A spreadsheet would run what
/// begins like a formula; an apostrophe in front keeps it text.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(RUNS) { "'" } else { "" };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}
