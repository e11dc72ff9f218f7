//! What the page learns of the site it is part of, and of the host that serves it.

/// What is known so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The host was asked who answers, and did not answer.
    pub is_silent: bool,
    /// All of this version of the site is kept: it works offline.
    pub is_kept: bool,
    /// The host has another version than this page is of.
    pub is_outdated: bool,
}

/// Something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteNews {
    /// See [`Site::is_silent`].
    Silent,
    /// See [`Site::is_kept`].
    Kept,
    /// See [`Site::is_outdated`].
    Outdated,
}

impl Site {
    /// What is known after `news`.
    #[must_use]
    pub fn after(self, news: SiteNews) -> Self {
        match news {
            SiteNews::Silent => Self {
                is_silent: true,
                ..self
            },
            SiteNews::Kept => Self {
                is_kept: true,
                ..self
            },
            SiteNews::Outdated => Self {
                is_outdated: true,
                ..self
            },
        }
    }
}
