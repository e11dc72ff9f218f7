//! Hooks: the run that is shown, canvases, and what the page keeps in step with the browser.

mod pulse;
mod use_appearance;
mod use_heartbeat;
mod use_leaving;
mod use_page;
mod use_painter;
mod use_site;

pub use pulse::Pulse;
pub use use_appearance::use_appearance;
pub use use_heartbeat::{Heartbeat, use_heartbeat};
pub use use_leaving::use_leaving;
pub use use_page::{Page, Store, use_page, use_page_root};
pub use use_painter::use_painter;
pub use use_site::{use_offline, use_servers};
