//! What is around every screen: the way past the head, the head, the foot.

use yew::prelude::*;

use super::header::header;
use super::said;
use crate::app::hooks::Page;
use crate::config::Experiment;

/// The whole page around `screen`, which is called `title`. Embedded into another page, the screen
/// stands alone.
pub fn frame(page: &Page, title: &'static str, screen: Html) -> Html {
    let texts = page.texts();
    let config = &page.state().config;
    let (is_embedded, is_lessons) = (config.embed, config.experiment == Experiment::Lessons);
    html! {
        <ContextProvider<Page> context={page.clone()}>
            if !is_embedded {
                <a class="skip" href="#results">{ texts.skip }</a>
                { header(page) }
            }
            <main class={classes!("lab", is_lessons.then_some("lessons"))}>
                <h1 class="unseen">{ said(title) }</h1>
                { screen }
            </main>
            if !is_embedded {
                <footer class="foot">
                    <span>{ texts.flags_by }</span>
                    <span role="status">if page.state().site.is_kept { { texts.is_kept } }</span>
                </footer>
            }
        </ContextProvider<Page>>
    }
}
