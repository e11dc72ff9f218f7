//! What can be done with a chart: show the table behind it, save the record.

use yew::prelude::*;

use super::screen::LabProps;
use crate::app::browser::save;
use crate::app::components::aria;
use crate::app::hooks::use_page;
use crate::app::state::{Action, Stage};

/// The tools of the main chart of a screen.
#[component]
pub fn ChartTools(props: &LabProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let export = {
        let (view, servers) = (props.view.clone(), props.servers.clone());
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
            <button type="button" class="button small" disabled={state.stage != Stage::Over || props.view.recorder().is_none()}
                onclick={export}>{ texts.export_json }</button>
        </div>
    }
}
