//! What a person made of the function. It is kept in the browser, unless it came with a link; where storage is refused, as long
//! as the page.

use std::cell::RefCell;

use super::{FIRST, link};
use crate::app::browser::{self, keep, kept};

/// Under which name it is kept.
const NAME: &str = "own.function";

/// The function.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its text.
    pub text: String,
    /// Whether it came with the address, and is nobody's here.
    pub is_carried: bool,
}

thread_local! {
    static NOW: RefCell<Option<Draft>> = const { RefCell::new(None) };
}

/// It as it stands: as the address brought it, or as it was left the last time, or the first one.
pub fn now() -> Draft {
    NOW.with_borrow_mut(|now| now.get_or_insert_with(found).clone())
}

/// The text that would run now.
pub fn text() -> String {
    now().text
}

fn found() -> Draft {
    let carried = browser::hash().and_then(|hash| link::carried(&hash));
    let is_carried = carried.is_some();
    let mine = || kept(NAME).filter(|text| !text.is_empty());
    Draft {
        text: carried.or_else(mine).unwrap_or_else(|| FIRST.to_owned()),
        is_carried,
    }
}

/// A person changed it: from now on it is theirs, and the address no longer has it.
pub fn change(text: String) -> Draft {
    if now().is_carried {
        browser::replace_query(browser::query().trim_start_matches('?'));
    }
    keep(NAME, if text == FIRST { "" } else { &text });
    let draft = Draft {
        text,
        is_carried: false,
    };
    NOW.set(Some(draft.clone()));
    draft
}
