//! A canvas, sharp on any screen, in CSS pixels.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::palette::{Palette, palette};

/// A canvas that is ready to be painted anew.
pub struct Surface {
    /// What to paint with.
    pub context: CanvasRenderingContext2d,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Colours and text size.
    pub palette: Rc<Palette>,
}

impl Surface {
    /// Clears a canvas and fits it to its place on the page; `None` while it has none.
    pub fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        let (width, height) = (
            f64::from(canvas.client_width()),
            f64::from(canvas.client_height()),
        );
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let ratio = web_sys::window()?.device_pixel_ratio();
        let (device_width, device_height) = (
            (width * ratio).round() as u32,
            (height * ratio).round() as u32,
        );
        // Setting either clears the canvas and throws its memory away: only when it must be.
        if canvas.width() != device_width || canvas.height() != device_height {
            canvas.set_width(device_width);
            canvas.set_height(device_height);
        }
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context
            .set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)
            .ok()?;
        context.clear_rect(0.0, 0.0, width, height);
        let palette = palette()?;
        context.set_font(&palette.font);
        context.set_text_baseline("middle");
        Some(Surface {
            context,
            width,
            height,
            palette,
        })
    }

    /// A filled rectangle.
    pub fn rect(&self, colour: &str, x: f64, y: f64, width: f64, height: f64) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    /// A line of text, its middle at `y`, `align`ed at `x` (`left`, `right`, `center`).
    pub fn text(&self, colour: &str, align: &str, text: &str, x: f64, y: f64) {
        self.context.set_fill_style_str(colour);
        self.context.set_text_align(align);
        // Fails only for text that cannot be drawn at all.
        let _ = self.context.fill_text(text, x, y);
    }

    /// Width of a line of text in CSS pixels.
    pub fn width_of(&self, text: &str) -> f64 {
        self.context
            .measure_text(text)
            .map_or(0.0, |text| text.width())
    }

    /// Text that stays readable over lines and bars: it stands on a seam of the card's colour.
    pub fn text_on_card(&self, colour: &str, text: &str, x: f64, y: f64) {
        self.context.set_text_align("left");
        self.context.set_stroke_style_str(&self.palette.card);
        self.context.set_line_width(self.palette.em * 0.4);
        self.context.set_line_join("round");
        // As with `text`.
        let _ = self.context.stroke_text(text, x, y);
        self.text(colour, "left", text, x, y);
    }

    /// A straight line.
    pub fn line(&self, colour: &str, thickness: f64, from: (f64, f64), to: (f64, f64)) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(thickness);
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.line_to(to.0, to.1);
        self.context.stroke();
    }

    /// Dashes for the lines that follow; none for solid ones.
    pub fn dashes(&self, lengths: &[f64]) {
        let array: js_sys::Array = lengths.iter().copied().map(JsValue::from).collect();
        // Fails only for what is no list.
        let _ = self.context.set_line_dash(&array);
    }
}
