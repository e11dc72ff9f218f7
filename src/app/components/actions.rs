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

/// Two buttons that begin and end the same, of which one is always disabled, and what holds both.
#[derive(Clone)]
pub struct Pair {
    /// What holds both; it takes the focus, and so has a `tabindex` of -1.
    pub group: NodeRef,
    /// The one that begins it.
    pub start: NodeRef,
    /// The one that ends it.
    pub cancel: NodeRef,
}

/// The pair. The one that is disabled would lose the focus to nowhere: what holds both gets it.
#[hook]
pub fn use_pair(is_running: bool) -> Pair {
    let pair = Pair {
        group: use_node_ref(),
        start: use_node_ref(),
        cancel: use_node_ref(),
    };
    // Asked here, before the page changes.
    let had_focus = has_focus(&pair.start) || has_focus(&pair.cancel);
    let group = pair.group.clone();
    use_effect_with(is_running, move |_| {
        // Not to the other button: the key that pressed this one, pressed again, would undo it.
        if let Some(group) = group.cast::<HtmlElement>().filter(|_| had_focus) {
            // What cannot be focused keeps the focus where it is.
            let _ = group.focus();
        }
    });
    pair
}

/// The buttons. Start sends the form that they are in, as Enter in a field does.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let Pair {
        group,
        start,
        cancel,
    } = use_pair(state.is_running());
    let name = format!("{} · {}", texts.start, texts.cancel);
    let on_cancel = props.cancel.reform(|_: MouseEvent| ());
    html! {
        <div ref={group} class="actions" role="group" aria-label={name} tabindex="-1">
            <button ref={start} type="submit" class="button main" data-does={Command::Start.name()} disabled={!state.can_start()}>{ texts.start }</button>
            <button ref={cancel} type="button" class="button" data-does={Command::Cancel.name()} disabled={!state.is_running()} onclick={on_cancel}>{ texts.cancel }</button>
        </div>
    }
}
