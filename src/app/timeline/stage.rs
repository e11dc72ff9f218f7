//! The timeline on the page.

use std::rc::Rc;

use yew::prelude::*;

use super::gestures::{Hand, use_hand};
use super::painting::{Picture, Places};
use super::rows::RowsOnPage;
use super::scene::{Group, Scene};
use super::table::table;
use crate::app::commands::Command;
use crate::app::components::said;
use crate::app::components::tools::chart_tools;
use crate::app::format::decimal;
use crate::app::hooks::{Page, use_page, use_painter};
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::Stage as At;
use crate::tell::words::units;

/// A timeline.
#[derive(Clone, Properties)]
pub struct StageProps {
    /// The run.
    pub run: Run,
    /// Who can answer.
    pub servers: Rc<Servers>,
    /// What is shown of it.
    pub scene: Rc<Scene>,
}

impl PartialEq for StageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
    }
}

/// A timeline: groups of rows, the strip of stalls and the axis below them, its tools.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let StageProps {
        run,
        servers,
        scene,
    } = props.clone();
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let places = use_memo((), |()| Places::default());
    let hand = use_hand(&places, run.pulse());
    if state.show().stage == At::Ready || run.newest().is_none() {
        places.follows.set(true);
    }
    let look = (use_state(|| None), use_state(|| 0));
    let stage = state.show().stage;
    use_effect_with(stage, {
        let hand = hand.clone();
        // Another run is seen whole at first.
        move |stage| {
            if *stage == At::Asked {
                hand.fit();
            }
        }
    });
    let picture = Picture {
        run: run.clone(),
        scene: scene.clone(),
        places: places.clone(),
        strip: texts.stall_strip,
    };
    use_painter(run.pulse(), move || picture.paint());

    let rows = |(index, group): (usize, &Rc<dyn Group>)| {
        let rows = RowsOnPage {
            page: page.clone(),
            group: group.clone(),
            index,
            hand: hand.clone(),
        };
        rows.view()
    };
    let selected = state.show().selected.and_then(|(run, id)| {
        let here =
            |group: &&Rc<dyn Group>| group.frame().run == run && group.futures().contains(&id);
        scene.groups.iter().find(here)?.describe(id)
    });
    let shown = {
        let hand = hand.clone();
        move |event: MouseEvent| hand.show(f64::from(event.offset_x()))
    };
    html! {
        <section class={classes!("card", "timeline", scene.is_several.then_some("several"))} aria-label={scene.title}>
            <header>
                <h2>{ scene.title }</h2>
                { scene.legend.clone() }
            </header>
            <div ref={places.tracks.clone()} class="tracks">
                { for scene.groups.iter().enumerate().take(3).map(rows) }
                <canvas ref={places.stalls.clone()} class="stalls" role="img" aria-label={texts.stands_still}></canvas>
                <canvas ref={places.axis.clone()} class="axis" aria-hidden="true"></canvas>
            </div>
            if places.aim.get().is_zoomed() {
                <canvas ref={places.overview.clone()} class="overview" aria-hidden="true" onclick={shown}></canvas>
            }
            <div class="under">
                <p class="note">{ said(selected.as_deref().unwrap_or(scene.help)) }</p>
                if scene.table.is_some() {
                    { chart_tools(&page, &run, &servers, html! { <>{ zoom(&page, &hand) }{ scene.tools.clone() }</> }) }
                } else {
                    <div class="tools">{ zoom(&page, &hand) }</div>
                }
            </div>
            if let Some(grid) = scene.table.as_ref().filter(|_| state.show().table_open) {
                { table(texts, &run, grid, &look) }
            }
        </section>
    }
}

/// Closer, farther, all; and from when to when one sees.
fn zoom(page: &Page, hand: &Hand) -> Html {
    let (texts, lang) = (page.texts(), page.state().lang);
    let button = |does: Command, sign: &'static str, name: &'static str, act: fn(&Hand)| {
        let hand = hand.clone();
        html! {
            <button type="button" class="button small" data-does={does.name()} aria-label={name} title={name} onclick={move |_: MouseEvent| act(&hand)}>{ sign }</button>
        }
    };
    let shown = hand.shown().map(|window| {
        let decimals = if window.span() < 0.1 { 3 } else { 2 };
        let (from, to) = (decimal(window.from, decimals), decimal(window.to, decimals));
        html! { <span class="note" translate="no">{ format!("{from}–{to} {}", units::of(lang).seconds) }</span> }
    });
    html! {
        <div class="zoom" role="group" aria-label={texts.zoom}>
            { for shown.clone() }
            { button(Command::ZoomOut, "−", texts.zoom_out, |hand| hand.zoom(1.0 / 1.5)) }
            { button(Command::ZoomIn, "+", texts.zoom_in, |hand| hand.zoom(1.5)) }
            if shown.is_some() {
                { button(Command::ZoomFit, "↔", texts.zoom_fit, Hand::fit) }
            }
        </div>
    }
}
