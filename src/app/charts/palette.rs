//! Colours, hatchings, the size of text and its language for canvases, read from the page.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

use crate::config::Lang;
use crate::record::Outcome;

#[wasm_bindgen]
extern "C" {
    /// A pattern that takes a `DOMMatrix2DInit`; web-sys knows only its older form.
    /// <https://developer.mozilla.org/en-US/docs/Web/API/CanvasPattern/setTransform>
    type Transformed;
    #[wasm_bindgen(method, js_name = setTransform)]
    fn set_transform(this: &Transformed, matrix: &js_sys::Object);
}

/// What canvases are painted with, in the theme in force.
pub struct Palette {
    /// Ink of text and marks.
    pub ink: String,
    /// Labels.
    pub muted: String,
    /// Grid lines.
    pub grid: String,
    /// Ground of a card.
    pub card: String,
    /// Ground of a selected lane.
    pub band: String,
    /// A running task.
    pub run: String,
    /// A queued task.
    pub queued: String,
    /// A result that waits for delivery.
    pub held: String,
    /// The same, dark enough to be read.
    pub held_text: String,
    outcomes: [String; 7],
    /// Hatching of a queued task.
    pub queued_hatch: Option<CanvasPattern>,
    /// Dots of a request that the browser holds back.
    pub held_dots: Option<CanvasPattern>,
    /// Stripes of a time in which the page stood still.
    pub stall_stripes: Option<CanvasPattern>,
    hatches: [Option<CanvasPattern>; 7],
    shapes: [Option<Path2d>; 7],
    /// Size of a canvas's text in CSS pixels.
    pub em: f64,
    /// The font of labels.
    pub font: String,
    /// The language of labels.
    pub lang: Lang,
}

thread_local! {
    static CURRENT: RefCell<Option<Rc<Palette>>> = const { RefCell::new(None) };
}

/// The palette in force. Read once and kept: asking the style sheet sixty times per second costs.
pub fn palette() -> Option<Rc<Palette>> {
    if let Some(palette) = CURRENT.with_borrow(Clone::clone) {
        return Some(palette);
    }
    let palette = Rc::new(Palette::read()?);
    CURRENT.set(Some(palette.clone()));
    Some(palette)
}

/// Makes the next picture read the style sheet again: the theme, the size of text or the language
/// has changed.
pub fn forget_palette() {
    CURRENT.set(None);
}

impl Palette {
    fn read() -> Option<Self> {
        let window = web_sys::window()?;
        let root = window.document()?.document_element()?;
        let style = window.get_computed_style(&root).ok()??;
        let colour = |name: &str| {
            let value = style.get_property_value(name).unwrap_or_default();
            value.trim().to_owned()
        };
        let root_size = style.get_property_value("font-size").unwrap_or_default();
        let root_size = js_sys::parse_float(&root_size);
        let em = root_size * 0.6875;
        let outcomes = [
            "--ok",
            "--missing",
            "--failed",
            "--failed",
            "--late",
            "--gone",
            "--failed",
        ]
        .map(colour);
        let (queued, card, run) = (colour("--queued"), colour("--card"), colour("--run"));
        let ink = colour("--ink");
        let ratio = window.device_pixel_ratio();
        Some(Palette {
            queued_hatch: hatch(&queued, "", em, ratio),
            hatches: outcomes.each_ref().map(|one| hatch(&card, one, em, ratio)),
            stall_stripes: stripes(&ink, &outcomes[Outcome::Failed.index()], em, ratio),
            shapes: Outcome::ALL
                .map(|outcome| Path2d::new_with_path_string(outcome.shape().path).ok()),
            outcomes,
            ink,
            muted: colour("--muted"),
            grid: colour("--grid"),
            band: colour("--band"),
            held_dots: dots(&run, em, ratio),
            run,
            held: colour("--held"),
            held_text: colour("--held-text"),
            queued,
            card,
            em,
            lang: Lang::from_tag(&root.get_attribute("lang").unwrap_or_default())
                .unwrap_or_default(),
            font: format!("{}px {}", em.round() as u32, colour("--mono")),
        })
    }

    /// The colour of an outcome.
    pub fn outcome(&self, outcome: Outcome) -> &str {
        &self.outcomes[outcome.index()]
    }

    /// The shape of an outcome, around (0, 0).
    pub fn shape(&self, outcome: Outcome) -> Option<&Path2d> {
        self.shapes[outcome.index()].as_ref()
    }

    /// The hatching of a task that ended without a result.
    pub fn hatch(&self, outcome: Outcome) -> Option<&CanvasPattern> {
        self.hatches[outcome.index()].as_ref()
    }
}

/// Diagonal lines of one colour, on a ground or on nothing, sharp on any screen.
fn hatch(line: &str, ground: &str, em: f64, ratio: f64) -> Option<CanvasPattern> {
    let size = (em * 0.55 * ratio).round().max(4.0);
    pattern(size, ratio, |context| {
        if !ground.is_empty() {
            context.set_fill_style_str(ground);
            context.fill_rect(0.0, 0.0, size, size);
        }
        context.set_stroke_style_str(line);
        context.set_line_width(if ground.is_empty() {
            size / 5.0
        } else {
            size / 4.0
        });
        context.begin_path();
        // Three lines, so that the tile fits to itself.
        for shift in [-size, 0.0, size] {
            context.move_to(shift - 1.0, size + 1.0);
            context.line_to(shift + size + 1.0, -1.0);
        }
        context.stroke();
    })
}

/// Upright stripes of one colour on another.
fn stripes(line: &str, ground: &str, em: f64, ratio: f64) -> Option<CanvasPattern> {
    let size = (em * 0.4 * ratio).round().max(3.0);
    pattern(size, ratio, |context| {
        context.set_fill_style_str(ground);
        context.fill_rect(0.0, 0.0, size, size);
        context.set_fill_style_str(line);
        context.fill_rect(0.0, 0.0, (size / 3.0).round(), size);
    })
}

/// Dots of one colour on nothing.
fn dots(colour: &str, em: f64, ratio: f64) -> Option<CanvasPattern> {
    let size = (em * 0.4 * ratio).round().max(3.0);
    let dot = (size * 0.45).round().max(1.0);
    pattern(size, ratio, |context| {
        context.set_fill_style_str(colour);
        context.fill_rect(0.0, 0.0, dot, dot);
    })
}

/// A tile of `size` pixels of the screen, as it is drawn, over and over.
fn pattern(
    size: f64,
    ratio: f64,
    draw: impl FnOnce(&CanvasRenderingContext2d),
) -> Option<CanvasPattern> {
    let document = web_sys::window()?.document()?;
    let tile: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    tile.set_width(size as u32);
    tile.set_height(size as u32);
    let context: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    draw(&context);
    let pattern = context
        .create_pattern_with_html_canvas_element(&tile, "repeat")
        .ok()??;
    // The picture is painted in CSS pixels, the tile in those of the screen.
    let shrink = js_sys::Object::new();
    for side in ["a", "d"] {
        js_sys::Reflect::set(&shrink, &side.into(), &(1.0 / ratio).into()).ok()?;
    }
    pattern
        .unchecked_ref::<Transformed>()
        .set_transform(&shrink);
    Some(pattern)
}
