//! Chinese, zh-CN.

pub mod code;
pub mod commands;
pub mod inspector;
pub mod kept;
pub mod lab;
pub mod lessons;
pub mod open;
pub mod out;
pub mod own;
pub mod page;
pub mod passing;
pub mod python;
pub mod replay;
pub mod shared;
