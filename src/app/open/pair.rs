//! Two runs beside each other: what there is to see of both, on one axis, and how they differ.

use std::rc::Rc;

use yew::prelude::*;

use super::driver::OpenedFile;
use crate::app::components::findings::findings;
use crate::app::components::{order, pair_beside};
use crate::app::hooks::Page;
use crate::app::kept::names::{BOTH, title};
use crate::app::kept::shelf::Kept;
use crate::app::kept::when;
use crate::app::origins::Servers;
use crate::app::replay::ReplayBar;
use crate::app::run::Run;
use crate::app::timeline;
use crate::config::Lang;
use crate::tell::words;

/// One of the two, as it is kept: with the others of its experiment, and which of them it is.
pub type Part = (Kept, usize);

/// A run in a few words: what it did, and where and when.
pub fn note((kept, run): &Part, lang: Lang) -> String {
    let title = title(kept, Some(*run), lang);
    let whose = kept.whose.as_deref().filter(|whose| !whose.is_empty());
    let whose = whose.map_or_else(String::new, |whose| format!(" · {whose}"));
    format!("{title}{whose} · {}", when(kept, lang))
}

/// What there is to see of the two.
pub fn results(page: &Page, run: &Run, servers: &Rc<Servers>, parts: &[Part; 2]) -> Html {
    let lang = page.state().lang;
    let [a, b] = BOTH.map(AttrValue::from);
    let [of_a, of_b] = parts.each_ref().map(|part| note(part, lang).into());
    let names = [(a.clone(), of_a), (b.clone(), of_b)];
    html! {
        <>
            { timeline::pair(page, run, servers, names) }
            <ReplayBar run={run.clone()} />
            { order(page, run, &[a, b]) }
        </>
    }
}

/// What stands beside the two.
pub fn beside(page: &Page, run: &Run, servers: &Servers) -> Html {
    let has_more = !run.findings(servers, page.state().lang).is_empty();
    html! {
        <>
            if has_more {
                { findings(page, run, servers, page.texts().nothing_yet) }
            }
            { pair_beside(page, run, &BOTH.map(AttrValue::from)) }
        </>
    }
}

/// Which is over sooner.
pub fn headline(run: &Run, lang: Lang) -> Option<String> {
    let said = |file: &OpenedFile| Some(file.difference.as_ref()?.sentences(lang).swap_remove(0));
    let said = run.driven(said)??;
    // Of an earlier moment it is not said.
    Some(match run.moment() {
        None => said,
        Some(_) => format!("{} {said}", words::kept::of(lang).whole),
    })
}
