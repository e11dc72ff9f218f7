//! What can be done with a chart: show the table behind it, save and share the record.

use std::rc::Rc;

use yew::prelude::*;

use super::aria;
use super::export::{Export, MakeFile};
use crate::app::commands::Command;
use crate::app::hooks::Page;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::{Action, Stage};

/// The tools of the main chart of a screen, after those of its own.
pub fn chart_tools(page: &Page, run: &Run, servers: &Rc<Servers>, own: Html) -> Html {
    let (show, texts) = (page.state().show(), page.texts());
    let make: MakeFile = {
        let (run, servers) = (run.clone(), servers.clone());
        Rc::new(move || run.export_json(&servers))
    };
    let is_off = show.stage != Stage::Over || run.newest().is_none();
    html! {
        <div class="tools">
            { own }
            <button type="button" class="button small" data-does={Command::Table.name()} aria-expanded={aria(show.table_open)}
                onclick={page.on(|_: MouseEvent| Action::ToggleTable)}>{ texts.as_table }</button>
            <Export {is_off} {make} />
        </div>
    }
}
