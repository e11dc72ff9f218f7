//! English.

pub mod addresses;
pub mod code;
pub mod commands;
pub mod difference;
pub mod errors;
pub mod figures;
pub mod findings;
pub mod import;
pub mod inspector;
pub mod kept;
pub mod lab;
pub mod lessons;
pub mod open;
pub mod out;
pub mod own;
pub mod page;
pub mod passing;
pub mod picture;
pub mod python;
pub mod replay;
pub mod report;
pub mod shared;
pub mod units;
pub mod workers;
