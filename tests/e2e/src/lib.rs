//! Drives the built site through WebDriver, in Chromium and where a test says so in Firefox and WebKit too.
//!
//! A test is one closure given to [`drive`] (our server) or [`drive_at`] (any address). It gets a
//! [`Page`], finds things on it by accessible role and name as a person with a screen reader would,
//! and waits for changes of the page, never for time to pass. When it ends, the console must be
//! free of errors; when it fails, a screenshot is kept.
//!
//! What is used is told by the environment, else found where `cargo xtask` leaves it:
//! `PHOTOFINISH_SERVER` (the server program), `PHOTOFINISH_DIST` (the built site),
//! `PHOTOFINISH_SOAK` (the page of the soak), `PHOTOFINISH_EXAMPLES` (the pages of examples), `CHROMEDRIVER`, `GECKODRIVER` and `WEBKITDRIVER` (the drivers of the browsers),
//! `AXE` (axe-core's script), `SPEEDSCOPE` (the site of that reader of traces).
#![forbid(unsafe_code)]

mod axe;
mod browser;
mod driver;
mod page;
mod places;
mod program;
mod race;
mod raw_host;
mod release;
mod secure;
mod server;
mod stage;
mod static_host;
mod told;

pub use browser::Message;
pub use driver::Engine;
pub use page::{Page, reference};
pub use places::{examples, soak, speedscope};
pub use raw_host::{ANYBODY, Raw, RawHost};
pub use release::Release;
pub use server::{Server, three_free_ports};
pub use stage::{drive, drive_at, drive_in};
pub use static_host::{Edit, Manners, StaticHost};
pub use told::{NOTHING, keep_told};
