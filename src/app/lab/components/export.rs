//! What can be done with a chart: show the table behind it, save the record.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::components::aria;
use crate::app::components::export::{ExportJson, MakeFile};
use crate::app::hooks::Page;
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::app::state::{Action, Stage};

/// The tools of the main chart of a screen.
pub fn chart_tools(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let make: MakeFile = {
        let (view, servers) = (view.clone(), servers.clone());
        Rc::new(move || view.export_json(&servers))
    };
    let is_off = state.stage != Stage::Over || view.recorder().is_none();
    html! {
        <div class="tools">
            <button type="button" class="button small" aria-expanded={aria(state.table_open)}
                onclick={page.on(|_: MouseEvent| Action::ToggleTable)}>{ texts.as_table }</button>
            <ExportJson {is_off} {make} />
        </div>
    }
}
