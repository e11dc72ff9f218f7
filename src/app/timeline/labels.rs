//! Labels of rows, left of the axis: how much room they need, and what of one that has not enough of it is written.

/// Width of a character of a label, in widths of the text size; one of Chinese, Japanese or Korean is as wide as high.
fn width(c: char) -> f64 {
    if c < '\u{2e80}' { 0.62 } else { 1.0 }
}

/// Before a label and behind it.
const AROUND: f64 = 0.9;

/// Of the picture labels have no more than this share.
const MOST: f64 = 0.3;

/// Room for these labels, in widths of the text size: as much as the longest needs, at least `least`; at most what
/// [`room`] allows.
#[must_use]
pub fn needed<'a>(labels: impl IntoIterator<Item = &'a String>, least: f64) -> f64 {
    let needed = |label: &String| label.chars().map(width).sum::<f64>() + AROUND;
    labels.into_iter().map(needed).fold(least, f64::max)
}

/// The room that labels get which need so much, in a picture as wide as `width`; `usual` they may have in any.
#[must_use]
pub fn room(needed: f64, usual: f64, width: f64) -> f64 {
    needed.min((width * MOST).max(usual))
}

/// A label that is cut to this room, in its middle: of an address the end tells more, of a call the beginning.
#[must_use]
pub fn cut(label: &str, room: f64) -> String {
    let all: f64 = label.chars().map(width).sum();
    let mut over = all + AROUND - room;
    // Of how wide a room the codes of countries need is rounded.
    if over <= 0.05 {
        return label.to_owned();
    }
    over += width('…');
    // Two fifths of what is left stay in front.
    let mut left = (all - over).max(0.0) * 0.4;
    let kept = |c: &char| {
        left -= width(*c);
        left >= 0.0
    };
    let mut short: String = label.chars().take_while(kept).collect();
    let mut rest = label[short.len()..].chars();
    while over > 0.0
        && let Some(c) = rest.next()
    {
        over -= width(c);
    }
    short.push('…');
    short.push_str(rest.as_str());
    short
}
