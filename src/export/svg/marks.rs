//! Patterns, shapes and colours (Okabe–Ito, some darkened for contrast on white), and their legend.

use super::put;
use crate::record::{Outcome, Shape};
use crate::tell::words::picture::Words;

/// Patterns that do not depend on how something ended.
const PATTERNS: &str = "\
<pattern id=\"queued\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#f1eee6\"/><rect width=\"1.5\" height=\"5\" fill=\"#8b9097\"/></pattern>
<pattern id=\"held\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/><circle cx=\"2.5\" cy=\"2.5\" r=\"1.1\" fill=\"#0072b2\"/></pattern>
<pattern id=\"pause\" width=\"4\" height=\"16\" patternUnits=\"userSpaceOnUse\"><rect y=\"7\" width=\"4\" height=\"1.5\" fill=\"#8b9097\"/></pattern>
<pattern id=\"stall\" width=\"3\" height=\"3\" patternUnits=\"userSpaceOnUse\"><rect width=\"3\" height=\"3\" fill=\"#d55e00\"/><rect width=\"1\" height=\"3\" fill=\"#15181d\"/></pattern>
<path id=\"completed\" d=\"M0-6V6\" stroke=\"#15181d\" stroke-width=\"2\"/>
";

/// Shapes are as many times smaller than they are told.
const SCALE: &str = "0.18";

/// Definitions used by all panels: the patterns, and of each way to end its hatching and its shape, centred on the place where
/// it is used, with a white edge.
pub(super) fn definitions(out: &mut String) {
    out.push_str("<defs>\n");
    out.push_str(PATTERNS);
    for outcome in Outcome::ALL {
        let (id, colour) = (outcome.name(), colour(outcome));
        if outcome != Outcome::Ok {
            put(
                out,
                format_args!(
                    "<pattern id=\"ran-{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <rect width=\"6\" height=\"6\" fill=\"{colour}\"/><rect width=\"2\" height=\"6\" fill=\"#fff\" fill-opacity=\"0.55\"/></pattern>\n"
                ),
            );
        }
        let Shape { path, is_filled } = outcome.shape();
        put(
            out,
            format_args!("<g id=\"{id}\"><g transform=\"scale({SCALE})\" "),
        );
        match is_filled {
            true => put(
                out,
                format_args!(
                    "fill=\"{colour}\" stroke=\"#fff\" stroke-width=\"6\"><path d=\"{path}\"/>"
                ),
            ),
            false => put(
                out,
                format_args!(
                    "fill=\"none\" stroke-width=\"11\"><path d=\"{path}\" stroke=\"#fff\" stroke-width=\"25\"/>\
                     <path d=\"{path}\" stroke=\"{colour}\"/>"
                ),
            ),
        }
        out.push_str("</g></g>\n");
    }
    out.push_str("</defs>\n");
}

/// Its colour on white.
fn colour(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "#009e73",
        Outcome::NotFound | Outcome::Cancelled => "#6c7480",
        Outcome::HttpError | Outcome::NetworkError | Outcome::Failed => "#d55e00",
        Outcome::Timeout => "#b0508a",
    }
}

/// How the time a task ran is filled.
pub(super) fn fill(outcome: Option<Outcome>) -> String {
    match outcome {
        None | Some(Outcome::Ok) => "#0072b2".to_owned(),
        Some(failure) => format!("url(#ran-{})", failure.name()),
    }
}

/// The legend, in two lines: what goes on, and how it ends.
pub(super) fn legend(out: &mut String, left: u32, top: u32, words: &Words) {
    out.push_str("<g fill=\"#5b626b\">\n");
    let mut x = left;
    // These marks are wider than the shapes below.
    let room = words.room + 6;
    for (name, fill) in [
        (words.queued, "url(#queued)"),
        (words.held, "url(#held)"),
        (words.running, "#0072b2"),
        (words.pausing, "url(#pause)"),
    ] {
        let y = top + 4;
        put(
            out,
            format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"22\" height=\"10\" fill=\"{fill}\"/>\
             <text x=\"{}\" y=\"{}\">{name}</text>\n",
                x + 28,
                y + 9,
            ),
        );
        x += room;
    }
    let y = top + 9;
    put(
        out,
        format_args!(
            "<line x1=\"{x}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#c98500\" stroke-width=\"2\" \
         stroke-dasharray=\"1.5 3\"/><text x=\"{}\" y=\"{}\">{}</text>\n",
            x + 22,
            x + 28,
            y + 4,
            words.waiting,
        ),
    );
    x += room + room / 3;
    shape(out, "completed", words.completed, x, y);
    let mut x = left;
    for outcome in Outcome::ALL {
        // As it ran, and how it ended.
        let (y, fill) = (y + 15, fill(Some(outcome)));
        put(
            out,
            format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"16\" height=\"10\" fill=\"{fill}\"/>\n"
            ),
        );
        shape(out, outcome.name(), (words.outcome)(outcome), x + 11, y + 5);
        x += words.room;
    }
    out.push_str("</g>\n");
}

fn shape(out: &mut String, id: &str, name: &str, x: u32, y: u32) {
    put(
        out,
        format_args!(
            "<use href=\"#{id}\" x=\"{}\" y=\"{y}\"/><text x=\"{}\" y=\"{}\">{name}</text>\n",
            x + 5,
            x + 14,
            y + 4,
        ),
    );
}
