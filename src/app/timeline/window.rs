//! The part of the time axis that is on the page, as plain arithmetic: no canvas, no browser.

/// The shortest time that is worth a look, in seconds: browsers tell times no finer than a tenth of it.
const LEAST: f64 = 0.001;
/// Where on the axis now stands, in shares of it, while the window follows a run.
const NOW_AT: f64 = 0.9;

/// From when to when, in seconds since the run's start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The moment at the left end.
    pub from: f64,
    /// The moment at the right end.
    pub to: f64,
}

/// What there is to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The right end of the axis as long as nobody chose another.
    pub fit: f64,
    /// As far as one can go.
    pub whole: f64,
    /// What is to be on the axis in any case, however slowly its end moves.
    pub least: f64,
    /// The run's clock while it goes.
    pub now: Option<f64>,
    /// Whether nothing has begun: then the axis need not move to where it belongs, it is there.
    pub is_still: bool,
}

/// The right end of the axis, a step from where it was to where it belongs.
#[must_use]
pub fn eased(last: f64, target: f64, least: f64) -> f64 {
    let is_near = (target - last).abs() < target * 0.004;
    if last == 0.0 || is_near {
        target
    } else {
        (last + (target - last) * 0.16).max(least)
    }
}

impl Window {
    /// From the start to `end`.
    #[must_use]
    pub fn until(end: f64) -> Self {
        Window { from: 0.0, to: end }
    }

    /// How long it is.
    #[must_use]
    pub fn span(&self) -> f64 {
        self.to - self.from
    }

    /// `factor` times as close. What happened `at` this moment stays where it is.
    #[must_use]
    pub fn zoomed(self, at: f64, factor: f64, whole: f64) -> Self {
        let span = self.span() / factor.max(f64::MIN_POSITIVE);
        // Not `clamp`, which panics for bounds that are no numbers, and brings the digits of floats along to say so.
        let span = span.max(LEAST).min(whole);
        let share = (at - self.from) / self.span();
        let from = at - span * share;
        Window {
            from,
            to: from + span,
        }
        .within(whole)
    }

    /// Later by so many seconds, as far as there is something to see.
    #[must_use]
    pub fn moved(self, by: f64, whole: f64) -> Self {
        Window {
            from: self.from + by,
            to: self.to + by,
        }
        .within(whole)
    }

    /// Two fingers moved over the axis: what was under each is under it again. Places are shares of the
    /// axis.
    #[must_use]
    pub fn pinched(self, before: [f64; 2], after: [f64; 2], whole: f64) -> Self {
        let apart = |[one, other]: [f64; 2]| (other - one).abs().max(0.02);
        let middle = |[one, other]: [f64; 2]| (one + other) / 2.0;
        let at = self.from + self.span() * middle(before);
        let closer = self.zoomed(at, apart(after) / apart(before), whole);
        closer.moved(closer.span() * (middle(before) - middle(after)), whole)
    }

    /// As long as it is, with `now` near its right end.
    #[must_use]
    pub fn following(self, now: f64, whole: f64) -> Self {
        self.moved(now - self.from - self.span() * NOW_AT, whole.max(now))
    }

    fn within(self, whole: f64) -> Self {
        let span = self.span().min(whole);
        let from = self.from.min(whole - span).max(0.0);
        Window {
            from,
            to: from + span,
        }
    }
}

/// What the person wants to see: all that fits, or a part that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Aim {
    chosen: Option<Window>,
    follows: bool,
}

impl Aim {
    /// The part that is on the page.
    #[must_use]
    pub fn window(&self, extent: &Extent) -> Window {
        match (self.chosen, extent.now) {
            (None, _) => Window::until(extent.fit),
            (Some(window), Some(now)) if self.follows => window.following(now, extent.whole),
            (Some(window), _) => window.within(extent.whole),
        }
    }

    /// Whether a part was chosen.
    #[must_use]
    pub fn is_zoomed(&self) -> bool {
        self.chosen.is_some()
    }

    /// The moment that stays where it is when one comes closer by a key or a button: now, where a run is
    /// followed, or else the middle.
    #[must_use]
    pub fn anchor(&self, window: &Window, extent: &Extent) -> f64 {
        let now = extent.now.filter(|now| self.follows && *now <= window.to);
        now.unwrap_or((window.from + window.to) / 2.0)
    }

    /// Another part is wanted. One that is all of it is no choice; one in which a run goes on follows it.
    #[must_use]
    pub fn at(window: Window, extent: &Extent) -> Self {
        let is_all = window.from <= 0.0 && (window.to - extent.fit).abs() < extent.fit * 1e-6;
        let is_all = is_all || window.span() >= extent.whole * (1.0 - 1e-6);
        let goes_on = |now: f64| window.from <= now && now <= window.to;
        Aim {
            chosen: (!is_all).then_some(window),
            follows: !is_all && extent.now.is_some_and(goes_on),
        }
    }
}
