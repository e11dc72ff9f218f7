//! Submitting one by one: press fast, and see how many the server has of those that run.

use std::rc::Rc;

use js_sys::Reflect;
use yew::prelude::*;

use super::answer::marks;
use crate::app::components::parts::{Table, or_dash};
use crate::app::hooks::use_page;
use crate::app::origins::{Servers, host_file};
use crate::config::Server;
use crate::fetch::BrowserFetcher;
use crate::lessons::by_hand::{Ask, ByHand, Count, Counter, MOST, Tools, counted};
use crate::runtime::BrowserRuntime;
use crate::tell::words;

/// Submitting one by one, to the server of the settings.
#[derive(Clone, PartialEq, Properties)]
pub struct SubmitOneProps {
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// Submitting one by one, to the server of the settings. Beside a run it would disturb it, and is at rest.
#[component]
pub fn SubmitOne(props: &SubmitOneProps) -> Html {
    let page = use_page();
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let by_hand = use_mut_ref(|| None::<ByHand>);
    let again = use_force_update();
    let config = page.state().effective();
    let server = config.server.unwrap_or_else(|| props.servers.usual());
    let is_busy = !page.state().can_start();
    {
        let by_hand = by_hand.clone();
        // Another server, or a run: what is on its way would be in its way.
        use_effect_with((server.clone(), is_busy), move |_| {
            if let Some(before) = by_hand.take() {
                before.stop();
            }
        });
    }
    let press = {
        let (by_hand, servers, again) = (by_hand.clone(), props.servers.clone(), again.clone());
        let server = server.clone();
        Callback::from(move |_: MouseEvent| {
            let again = again.clone();
            let on_change = Rc::new(move || again.force_update());
            let mut by_hand = by_hand.borrow_mut();
            // Where all came, the next begins anew.
            let is_over = |one: &ByHand| {
                let pressed = one.pressed();
                pressed.running == 0 && pressed.submitted > 0
            };
            if by_hand.as_ref().is_some_and(is_over) {
                *by_hand = None;
            }
            if by_hand.is_none() {
                *by_hand = begin(server.clone(), &servers, on_change);
            }
            if let Some(by_hand) = &*by_hand {
                by_hand.submit();
            }
        })
    };
    let pressed = by_hand
        .borrow()
        .as_ref()
        .map(ByHand::pressed)
        .unwrap_or_default();
    let number = |number: usize| number.to_string();
    let told = |of: fn(&Count) -> usize| or_dash(pressed.count, |count| number(of(&count)));
    let table = Table {
        class: "figures",
        name: words.submit_one_by_one,
        heads: &words.counted_heads,
        header: 0,
        rows: vec![
            vec![
                words.counted_here.to_owned(),
                number(pressed.running),
                number(pressed.most),
            ],
            vec![
                words.counted_there.to_owned(),
                told(|count| count.in_flight),
                told(|count| count.max_in_flight),
            ],
        ],
    };
    html! {
        <section class="card one-by-one" aria-labelledby="by-hand">
            <header><h2 id="by-hand">{ words.submit_one_by_one }</h2></header>
            <div>
                <p role="status">{ marks(lang, &(words.pressed)(&pressed)) }</p>
                <button type="button" class="button" disabled={is_busy || pressed.submitted >= MOST} onclick={press}>{ words.submit_one }</button>
            </div>
            { table.view() }
        </section>
    }
}

fn begin(server: Server, servers: &Servers, on_change: Rc<dyn Fn()>) -> Option<ByHand> {
    let runtime = Rc::new(BrowserRuntime);
    let key = format!("by-hand-{}", (js_sys::Math::random() * 1e12) as u64);
    let (origin, counter) = counted(&server, &servers.origin(&server), &key);
    let tools = Tools {
        fetcher: Rc::new(BrowserFetcher::new(runtime.clone(), false)),
        runtime,
        ask: counter.map(|Counter { url, is_aside }| {
            let ask: Ask = Rc::new(move || Box::pin(count(url.clone())));
            (ask, is_aside)
        }),
        on_change,
    };
    // Only a limit of zero is refused.
    ByHand::new(server, origin, tools).ok()
}

/// What the server counts now; `None` if it does not tell, or not in time.
async fn count(url: String) -> Option<Count> {
    let told = host_file(&url).await?;
    let number = |name: &str| Some(Reflect::get(&told, &name.into()).ok()?.as_f64()? as usize);
    Some(Count {
        in_flight: number("in_flight")?,
        max_in_flight: number("max_in_flight")?,
    })
}
