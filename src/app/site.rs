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

    /// What is known here together with what is known elsewhere.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            is_silent: self.is_silent || other.is_silent,
            is_kept: self.is_kept || other.is_kept,
            is_outdated: self.is_outdated || other.is_outdated,
        }
    }

    /// All of it as words, apart by spaces.
    #[must_use]
    pub fn words(self) -> String {
        let known = self.known().into_iter();
        let words = known.filter_map(|(word, is_so)| is_so.then_some(word));
        words.collect::<Vec<_>>().join(" ")
    }

    /// What these words say.
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        let says = |word| words.split(' ').any(|said| said == word);
        let [is_silent, is_kept, is_outdated] = Self::default().known().map(|(word, _)| says(word));
        Self {
            is_silent,
            is_kept,
            is_outdated,
        }
    }

    fn known(self) -> [(&'static str, bool); 3] {
        [
            ("silent", self.is_silent),
            ("kept", self.is_kept),
            ("outdated", self.is_outdated),
        ]
    }
}
