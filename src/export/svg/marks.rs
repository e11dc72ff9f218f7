//! Patterns, shapes and colours (Okabe–Ito, some darkened for contrast on white), and their legend.

use super::put;
use crate::record::Outcome;
use crate::tell::words::picture::Words;

/// Definitions used by all panels. Shapes are centred on the place where they are used.
pub(super) const DEFS: &str = "\
<defs>
<pattern id=\"queued\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#f1eee6\"/><rect width=\"1.5\" height=\"5\" fill=\"#8b9097\"/></pattern>
<pattern id=\"held\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/><circle cx=\"2.5\" cy=\"2.5\" r=\"1.1\" fill=\"#0072b2\"/></pattern>
<pattern id=\"pause\" width=\"4\" height=\"16\" patternUnits=\"userSpaceOnUse\"><rect y=\"7\" width=\"4\" height=\"1.5\" fill=\"#8b9097\"/></pattern>
<pattern id=\"failing\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-45)\"><rect width=\"6\" height=\"6\" fill=\"#d55e00\"/><rect width=\"2\" height=\"6\" fill=\"#fff\" fill-opacity=\"0.55\"/></pattern>
<pattern id=\"late\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" height=\"4\" fill=\"#b0508a\"/><rect width=\"4\" height=\"1.4\" fill=\"#fff\" fill-opacity=\"0.6\"/></pattern>
<pattern id=\"gone\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/><circle cx=\"2\" cy=\"2\" r=\"1\" fill=\"#6c7480\"/></pattern>
<pattern id=\"stall\" width=\"3\" height=\"3\" patternUnits=\"userSpaceOnUse\"><rect width=\"3\" height=\"3\" fill=\"#d55e00\"/><rect width=\"1\" height=\"3\" fill=\"#15181d\"/></pattern>
<circle id=\"ok\" r=\"3.5\" fill=\"#009e73\" stroke=\"#fff\"/>
<circle id=\"not_found\" r=\"3\" fill=\"#fff\" stroke=\"#6c7480\" stroke-width=\"1.5\"/>
<g id=\"http_error\" fill=\"none\"><path d=\"M-3-3 3 3M-3 3 3-3\" stroke=\"#fff\" stroke-width=\"4.5\"/><path d=\"M-3-3 3 3M-3 3 3-3\" stroke=\"#a84300\" stroke-width=\"2\"/></g>
<path id=\"network_error\" d=\"M0-4 4 0 0 4-4 0Z\" fill=\"#fff\" stroke=\"#a84300\" stroke-width=\"1.5\"/>
<path id=\"timeout\" d=\"M0-4 4 3-4 3Z\" fill=\"#b0508a\" stroke=\"#fff\"/>
<rect id=\"cancelled\" x=\"-3\" y=\"-3\" width=\"6\" height=\"6\" fill=\"#fff\" stroke=\"#6c7480\" stroke-width=\"1.5\"/>
<path id=\"failed\" d=\"M-4-3 4-3 0 4Z\" fill=\"#a84300\" stroke=\"#fff\"/>
<path id=\"completed\" d=\"M0-6V6\" stroke=\"#15181d\" stroke-width=\"2\"/>
</defs>
";

/// How the time a task ran is filled.
pub(super) fn fill(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None | Some(Outcome::Ok) => "#0072b2",
        Some(Outcome::NotFound) => "#6c7480",
        Some(Outcome::HttpError | Outcome::NetworkError | Outcome::Failed) => "url(#failing)",
        Some(Outcome::Timeout) => "url(#late)",
        Some(Outcome::Cancelled) => "url(#gone)",
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
