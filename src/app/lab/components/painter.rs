//! Paints canvases with the heartbeat of the page, but while a run goes no more often than they can
//! afford. All charts of the lab share this one component: the code of a component weighs more
//! than most charts.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::app::charts::{Surface, palette};
use crate::app::hooks::use_painter;
use crate::app::lab::pace::Pace;
use crate::app::lab::view::LabView;
use crate::runtime::{BrowserRuntime, Runtime};

/// Milliseconds between two pictures of a run whose speed is the very question.
const MEASURED_MS: f64 = 250.0;
/// Milliseconds between two pictures else: as often as motion looks smooth.
const USUAL_MS: f64 = 40.0;

/// Something that paints.
#[derive(Clone, Properties)]
pub struct PainterProps {
    /// The run that it shows.
    pub view: LabView,
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
        view,
        is_still,
        paint,
    } = props.clone();
    let every = if view.is_measured() {
        MEASURED_MS
    } else {
        USUAL_MS
    };
    let pace = use_memo(every as u32, |every| Pace::new(f64::from(*every)));
    let painted_with = use_mut_ref(|| None);
    let pulse = view.pulse().clone();
    use_painter(&pulse, move || {
        if is_still {
            if is_new(&painted_with, palette()) {
                paint();
            }
            return;
        }
        let from = now();
        if view.is_running() && !pace.is_due(from) {
            return;
        }
        paint();
        pace.painted(from, now());
    });
    Html::default()
}

fn now() -> f64 {
    BrowserRuntime.now().as_secs_f64() * 1000.0
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
    pub fn view(self, view: &LabView, paint: Rc<dyn Fn(&Surface)>) -> Html {
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
                <Painter view={view.clone()} is_still={self.is_still} {paint} />
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
