//! Paints canvases with the heartbeat of the page, where a still one is painted once. Charts share this
//! one component: the code of a component weighs more than most charts.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::app::charts::{Surface, palette};
use crate::app::hooks::use_painter;
use crate::app::run::Run;

/// Something that paints.
#[derive(Clone, Properties)]
pub struct PainterProps {
    /// The run that it shows.
    pub run: Run,
    /// Whether the picture changes only with the theme and the size of text.
    #[prop_or_default]
    pub is_still: bool,
    /// Paints.
    pub paint: Rc<dyn Fn()>,
}

impl PartialEq for PainterProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.paint, &other.paint)
    }
}

/// Paints, and puts nothing on the page.
#[component]
pub fn Painter(props: &PainterProps) -> Html {
    let PainterProps {
        run,
        is_still,
        paint,
    } = props.clone();
    let painted_with = use_mut_ref(|| None);
    let pulse = run.pulse().clone();
    use_painter(&pulse, move || {
        if !is_still || is_new(&painted_with, palette()) {
            paint();
        }
    });
    Html::default()
}

/// Whether this is another one than last time, which is kept so that no other takes its place in
/// memory.
fn is_new<T>(last: &RefCell<Option<Rc<T>>>, now: Option<Rc<T>>) -> bool {
    let before = last.replace(now.clone());
    match (&now, &before) {
        (Some(now), Some(before)) => !Rc::ptr_eq(now, before),
        _ => now.is_some(),
    }
}

/// A chart: a canvas that `paint` paints over.
pub struct Chart {
    /// What it shows, for those who do not see it; empty where words beside it say so.
    pub name: AttrValue,
    /// Its class.
    pub class: &'static str,
    /// Whether it changes only with the theme and the size of text.
    pub is_still: bool,
    /// What a click on it does.
    pub on_click: Option<Callback<MouseEvent>>,
}

impl Chart {
    /// A chart of this name.
    pub fn named(name: impl Into<AttrValue>) -> Self {
        Chart {
            name: name.into(),
            class: "",
            is_still: false,
            on_click: None,
        }
    }

    /// The canvas, and what paints it.
    pub fn view(self, run: &Run, paint: Rc<dyn Fn(&Surface)>) -> Html {
        let canvas = NodeRef::default();
        let place = canvas.clone();
        let paint: Rc<dyn Fn()> = Rc::new(move || {
            if let Some(surface) = surface(&place) {
                paint(&surface);
            }
        });
        let is_hidden = self.name.is_empty().then_some("true");
        let role = (!self.name.is_empty()).then_some("img");
        let label = (!self.name.is_empty()).then_some(self.name);
        html! {
            <>
                <canvas ref={canvas} class={self.class} {role} aria-label={label} aria-hidden={is_hidden}
                    onclick={self.on_click}></canvas>
                <Painter run={run.clone()} is_still={self.is_still} {paint} />
            </>
        }
    }
}

/// The canvas at a place of the page, ready to be painted anew.
pub fn surface(place: &NodeRef) -> Option<Surface> {
    place
        .cast::<HtmlCanvasElement>()
        .as_ref()
        .and_then(Surface::of)
}
