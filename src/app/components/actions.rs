//! The two buttons that matter: always in sight, and never moved by anything that appears.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::browser::has_focus;
use crate::app::commands::Command;
use crate::app::hooks::use_page;

/// The buttons.
#[derive(Clone, PartialEq, Properties)]
pub struct ActionsProps {
    /// Cancels the run.
    pub cancel: Callback<()>,
}

/// The buttons. Start sends the form that they are in, as Enter in a field does.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let buttons = [use_node_ref(), use_node_ref()];
    let group = use_node_ref();
    // A button that is disabled loses the focus to nowhere. Asked here, before the page changes.
    let had_focus = buttons.iter().any(has_focus);
    {
        let group = group.clone();
        use_effect_with(state.is_running(), move |_| {
            // Not to the other button: the key that pressed this one, pressed again, would undo it.
            if let Some(group) = group.cast::<HtmlElement>().filter(|_| had_focus) {
                // What cannot be focused keeps the focus where it is.
                let _ = group.focus();
            }
        });
    }
    let [start, cancel] = buttons;
    let name = format!("{} · {}", texts.start, texts.cancel);
    let on_cancel = props.cancel.reform(|_: MouseEvent| ());
    html! {
        <div ref={group} class="actions" role="group" aria-label={name} tabindex="-1">
            <button ref={start} type="submit" class="button main" data-does={Command::Start.name()} disabled={!state.can_start()}>{ texts.start }</button>
            <button ref={cancel} type="button" class="button" data-does={Command::Cancel.name()} disabled={!state.is_running()} onclick={on_cancel}>{ texts.cancel }</button>
        </div>
    }
}
