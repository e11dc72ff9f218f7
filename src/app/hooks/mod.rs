//! Hooks: the run that is shown, canvases, and what the page keeps in step with the browser.

mod lookout;
mod pulse;
mod use_appearance;
mod use_canvas;
mod use_heartbeat;
mod use_page;
mod use_run;
mod use_site;

pub use lookout::Lookout;
pub use pulse::Pulse;
pub use use_canvas::{use_canvas, use_painter};
pub use use_heartbeat::{Heartbeat, use_heartbeat};
pub use use_page::{Page, use_page, use_page_root};
pub use use_run::{Run, Shown, places, use_run};
pub use use_site::{Startable, use_site};
