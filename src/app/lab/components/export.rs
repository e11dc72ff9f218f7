//! What can be done with a chart: show the table behind it, save the record.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::browser::save;
use crate::app::components::aria;
use crate::app::hooks::Page;
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::app::state::{Action, Stage};

/// The tools of the main chart of a screen.
pub fn chart_tools(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let export = {
        let (view, servers) = (view.clone(), servers.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(json) = view.export_json(&servers) {
                save("photofinish.json", "application/json", &json);
            }
        })
    };
    html! {
        <div class="tools">
            <button type="button" class="button small" aria-expanded={aria(state.table_open)}
                onclick={page.on(|_: MouseEvent| Action::ToggleTable)}>{ texts.as_table }</button>
            <button type="button" class="button small" disabled={state.stage != Stage::Over || view.recorder().is_none()}
                onclick={export}>{ texts.export_json }</button>
        </div>
    }
}
