//! Where the requests of a race go, and how their addresses look.

use crate::config::{RunConfig, Server};
use crate::plan::Fate;

/// Who answers: a base address and the kind of file it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Address of the folder of flags, absolute or relative to the page, no slash at its end; or of any flag, with `{}` where
    /// its code goes.
    pub base: String,
    /// Ending of the files: `svg` for this project's origins, `gif` for the book's and others.
    pub extension: &'static str,
}

impl Origin {
    /// Somebody else's, at this address.
    #[must_use]
    pub fn of_base(base: &str) -> Self {
        Origin {
            base: base.to_owned(),
            extension: "gif",
        }
    }

    /// The address of a flag, with the fate the origin is asked for: lower case throughout, as
    /// the book's servers have it.
    #[must_use]
    pub fn url(&self, code: &str, fate: Option<Fate>) -> String {
        let code = code.to_ascii_lowercase();
        let Origin { base, extension } = self;
        let address = match base.contains("{}") {
            true => base.replace("{}", &code),
            false => format!("{base}/{code}/{code}.{extension}"),
        };
        with_fate(address, fate)
    }

    /// The address of a request of a run by its label: one's own, or else this origin's.
    #[must_use]
    pub fn url_in(&self, config: &RunConfig, label: &str, fate: Option<Fate>) -> String {
        let own = match &config.server {
            Some(Server::List(list)) => list.url(label),
            _ => None,
        };
        match own {
            Some(own) => with_fate(own.to_owned(), fate),
            None => self.url(label, fate),
        }
    }
}

fn with_fate(address: String, fate: Option<Fate>) -> String {
    match fate {
        Some(fate) if address.contains('?') => format!("{address}&{}", fate.to_query()),
        Some(fate) => format!("{address}?{}", fate.to_query()),
        None => address,
    }
}
