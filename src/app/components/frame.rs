//! What is around every screen: the way past the head, the head, the foot.

use yew::prelude::*;

use super::header::header;
use super::loading::Loading;
use super::said;
use crate::app::hooks::Page;
use crate::app::screens::Module;
use crate::config::Experiment;

/// The whole page around `screen`, which is called `title`. Embedded into another page, the screen
/// stands alone. What is drawn by another module leaves nothing here but what is to stay.
pub fn frame(page: &Page, title: &'static str, screen: Html) -> Html {
    let texts = page.texts();
    let (state, is_on_stage) = (page.state(), page.state().is_on_stage());
    let is_lessons = state.shows(Experiment::Lessons);
    let is_framed = is_on_stage && !state.config.embed;
    let missing = Module::of(state.config.experiment);
    html! {
        <ContextProvider<Page> context={page.clone()}>
            if is_framed {
                <a class="skip" href="#results">{ texts.skip }</a>
                { header(page) }
            }
            <main class={classes!("lab", is_lessons.then_some("lessons"))}>
                if is_on_stage {
                    <h1 class={(!is_lessons).then_some("unseen")} tabindex="-1">{ said(title) }</h1>
                }
                if is_on_stage && !state.has_screen() {
                    <Loading module={missing} />
                }
                { screen }
            </main>
            if is_framed {
                <footer class="foot">
                    <span>{ texts.flags_by }</span>
                    <span role="status">if state.site.is_kept { { texts.is_kept } }</span>
                </footer>
            }
        </ContextProvider<Page>>
    }
}
