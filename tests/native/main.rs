//! What needs no browser: one program, so that one link and one start do for all.
#![cfg(not(target_arch = "wasm32"))]

mod address_bounds;
mod addresses;
mod addresses_run;
mod app_stage;
mod app_state;
mod code;
mod commands;
mod config;
mod config_bounds;
mod diagnosis;
mod docs;
mod errors;
mod export;
mod export_files;
mod fetch;
mod import;
mod kept;
mod kernels;
mod lab;
mod lab_state;
mod languages;
mod lessons_state;
mod light;
mod out;
mod own;
mod pace;
mod plan;
mod python;
mod race;
mod record;
mod replay;
mod retries;
mod run_start;
mod screens;
mod selection;
mod stats;
mod still;
mod timeline;
mod transfer;
mod unreachable;
mod words;

#[path = "../prose/mod.rs"]
mod prose;
#[path = "../records/mod.rs"]
mod records;
