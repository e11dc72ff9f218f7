//! Paints a timeline, keeps the axis and the scrolled rows where they belong.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::NodeRef;

use super::scene::{Canvas, Group, Scene};
use super::stalls::paint_stalls;
use super::window::{Aim, Extent, eased};
use crate::app::axis::{Rows, TimeScale};
use crate::app::browser::{prefers_reduced_motion, window_height};
use crate::app::charts::{Palette, Surface, paint_axis, paint_grid, palette};
use crate::app::run::Run;

/// Where the rows of a group are on the page.
#[derive(Clone, Default, PartialEq)]
pub struct Place {
    pub scroll: NodeRef,
    pub room: NodeRef,
    pub canvas: NodeRef,
}

/// Where a timeline is on the page, and what of it is shown.
#[derive(Default, PartialEq)]
pub struct Places {
    /// Around all that stands on the axis.
    pub tracks: NodeRef,
    pub groups: [Place; 3],
    pub stalls: NodeRef,
    pub axis: NodeRef,
    pub overview: NodeRef,
    /// The part that the person wants to see.
    pub aim: Cell<Aim>,
    /// Whether the rows follow the run: until the person scrolls.
    pub follows: Cell<bool>,
    /// The axis as it was painted last, and what there was to be seen.
    pub seen: Cell<Option<(TimeScale, Extent)>>,
    end: Cell<f64>,
}

/// All that a painting of the timeline needs.
pub struct Picture {
    pub run: Run,
    pub scene: Rc<Scene>,
    pub places: Rc<Places>,
    pub strip: &'static str,
}

impl Picture {
    /// Paints all parts.
    pub fn paint(&self) {
        let Some(palette) = palette() else { return };
        let extent = self.extent();
        let screen = window_height();
        let groups = || self.scene.groups.iter().zip(&self.places.groups);
        // All have their heights before one is painted: a bar to scroll with takes from the width.
        let fitted = groups().map(|(group, place)| {
            let rows = group.rows(palette.em, screen);
            let canvas = place.fit(rows);
            if canvas.is_some() {
                self.follow(&**group, place, rows);
            }
            (canvas, rows)
        });
        let fitted: Vec<_> = fitted.collect();
        let widths =
            (fitted.iter()).filter_map(|(canvas, _)| Some(canvas.as_ref()?.client_width()));
        let Some(width) = widths.min() else { return };
        let scale = self.scale(f64::from(width), &palette, &extent);
        self.places.seen.set(Some((scale, extent)));
        for ((group, place), (canvas, rows)) in groups().zip(fitted) {
            if let Some(surface) = canvas.as_ref().and_then(Surface::of) {
                paint_grid(&surface, &scale);
                group.paint(&Canvas {
                    surface: &surface,
                    scale,
                    rows,
                    top: place.top(),
                });
            }
        }
        self.paint_below(&scale, &extent);
    }

    fn paint_below(&self, scale: &TimeScale, extent: &Extent) {
        let recorders = self.run.recorders();
        let recorder = recorders.get(self.scene.stalls);
        let record = recorder.map(|recorder| recorder.record());
        let now = recorder.map_or(0.0, |recorder| recorder.elapsed().as_secs_f64());
        if let Some(surface) = surface(&self.places.stalls) {
            paint_grid(&surface, scale);
            paint_stalls(&surface, record.as_deref(), now, scale, self.strip);
        }
        if let Some(surface) = surface(&self.places.axis) {
            paint_axis(&surface, scale);
        }
        if let Some(surface) = surface(&self.places.overview) {
            paint_overview(&surface, scale, extent);
        }
    }

    /// What there is to be seen. The right end moves to where it belongs instead of jumping, and never lags
    /// behind what it is for, however few frames there are.
    fn extent(&self) -> Extent {
        let (places, mut extent) = (&self.places, (self.scene.extent)(self.places.end.get()));
        let jumps = extent.is_still || prefers_reduced_motion();
        let next = match jumps {
            true => extent.fit,
            false => eased(places.end.get(), extent.fit, extent.least),
        };
        if next != extent.fit {
            self.run.pulse().repaint_in_time();
        }
        places.end.set(next);
        extent.fit = next;
        extent.whole = extent.whole.max(next);
        extent
    }

    fn scale(&self, width: f64, palette: &Palette, extent: &Extent) -> TimeScale {
        let window = self.places.aim.get().window(extent);
        let (left, right) = (self.scene.edges)(width / palette.em);
        TimeScale {
            from: window.from,
            end: window.to,
            left: palette.em * left,
            width: (width - palette.em * (left + right)).max(1.0),
        }
    }

    /// Keeps the row in sight in which something happens, until the person scrolls.
    fn follow(&self, group: &dyn Group, place: &Place, rows: Rows) {
        let newest = group.newest_row().filter(|_| self.places.follows.get());
        let (Some(row), Some(scroll)) = (newest, place.scroll.cast::<HtmlElement>()) else {
            return;
        };
        let shown = f64::from(scroll.client_height());
        if rows.room() > shown + 1.0 {
            let target = row as f64 * rows.height - shown * 0.75;
            scroll.set_scroll_top(target.max(0.0) as i32);
        }
    }
}

impl Place {
    /// How far its rows are scrolled.
    pub fn top(&self) -> f64 {
        let scroll = self.scroll.cast::<HtmlElement>();
        scroll.map_or(0.0, |scroll| f64::from(scroll.scroll_top()))
    }

    /// Gives the rows their room and the canvas the part that shows.
    fn fit(&self, rows: Rows) -> Option<HtmlCanvasElement> {
        let room = self.room.cast::<HtmlElement>()?;
        let scroll = self.scroll.cast::<HtmlElement>()?;
        let canvas = self.canvas.cast::<HtmlCanvasElement>()?;
        set_height(&room, rows.room().ceil() as i32);
        set_height(&canvas, scroll.client_height());
        Some(canvas)
    }
}

/// Sets a height only where it changes: each setting costs a layout.
fn set_height(element: &HtmlElement, height: i32) {
    if element.client_height() != height {
        // Fails only for what is no length.
        let _ = element
            .style()
            .set_property("block-size", &format!("{height}px"));
    }
}

fn surface(place: &NodeRef) -> Option<Surface> {
    place
        .cast::<HtmlCanvasElement>()
        .as_ref()
        .and_then(Surface::of)
}

/// The whole of the time as a line, and the part that is shown as a frame on it.
fn paint_overview(surface: &Surface, scale: &TimeScale, extent: &Extent) {
    let palette = &surface.palette;
    let whole = TimeScale {
        from: 0.0,
        end: extent.whole,
        ..*scale
    };
    let middle = (surface.height / 2.0).round();
    surface.rect(&palette.grid, whole.left, middle - 1.0, whole.width, 2.0);
    let reached = whole.x(extent.now.unwrap_or(extent.whole)) - whole.left;
    surface.rect(&palette.muted, whole.left, middle - 1.0, reached, 2.0);
    let (from, to) = (whole.x(scale.from), whole.x(scale.end));
    let width = (to - from).max(4.0);
    let (top, height) = (1.5, surface.height - 3.0);
    surface.rect(&palette.band, from, top, width, height);
    surface.context.set_stroke_style_str(&palette.run);
    surface.context.set_line_width(1.5);
    surface.context.stroke_rect(from, top, width, height);
}
