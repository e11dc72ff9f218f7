//! Drives the built site in Chromium through WebDriver.
//!
//! A test is one closure given to [`drive`] (our server) or [`drive_at`] (any address). It gets a
//! [`Page`], finds things on it by accessible role and name as a person with a screen reader would,
//! and waits for changes of the page, never for time to pass. When it ends, the console must be
//! free of errors; when it fails, a screenshot is kept.
//!
//! What is used is told by the environment, else found where `cargo xtask` leaves it:
//! `PHOTOFINISH_SERVER` (the server program), `PHOTOFINISH_DIST` (the built site),
//! `CHROMEDRIVER` (the driver of Chromium).
#![forbid(unsafe_code)]

mod browser;
mod page;
mod places;
mod program;
mod race;
mod raw_host;
mod release;
mod server;
mod stage;
mod static_host;

pub use browser::Message;
pub use page::{Page, reference};
pub use raw_host::{ANYBODY, Raw, RawHost};
pub use release::Release;
pub use server::Server;
pub use stage::{drive, drive_at};
pub use static_host::{Edit, Manners, StaticHost};
