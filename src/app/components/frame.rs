//! What is around every screen: the way past the head, the head, the foot.

use yew::prelude::*;

use super::header::header;
use crate::app::hooks::Page;

/// The whole page around `screen`. Embedded into another page, the screen stands alone.
pub fn frame(page: &Page, screen: Html) -> Html {
    let texts = page.texts();
    let is_embedded = page.state().config.embed;
    html! {
        <ContextProvider<Page> context={page.clone()}>
            if !is_embedded {
                <a class="skip" href="#results">{ texts.skip }</a>
                { header(page) }
            }
            { screen }
            if !is_embedded {
                <footer class="foot">
                    <span>{ texts.flags_by }</span>
                    <span role="status">if page.state().site.is_kept { { texts.is_kept } }</span>
                </footer>
            }
        </ContextProvider<Page>>
    }
}
