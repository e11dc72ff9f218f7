//! What commands and their keys are called.

use super::Command;
use crate::config::Lang;
use crate::tell::words;

/// What a command is called.
#[must_use]
pub fn label(command: Command, lang: Lang) -> String {
    let (words, texts) = (words::commands::of(lang), words::page::of(lang));
    let replay = words::replay::of(lang);
    let label = match command {
        Command::Start => texts.start,
        Command::Cancel => texts.cancel,
        Command::Play => words.play,
        Command::StepBack => replay.back,
        Command::StepForward => replay.forward,
        Command::Slowly => replay.slowly,
        Command::ZoomIn => texts.zoom_in,
        Command::ZoomOut => texts.zoom_out,
        Command::ZoomFit => texts.zoom_fit,
        Command::Table => texts.as_table,
        Command::ExportJson => texts.export_json,
        Command::Share => texts.share,
        Command::Go(experiment) => return (words.go)((texts.experiment)(experiment)),
        Command::Present => words.present,
        Command::Language => words.language,
        Command::Theme => words.theme,
        Command::Help => texts.help,
        Command::Palette => words.commands,
    };
    label.to_owned()
}

/// What a key is called, where Ctrl is called so, or Cmd.
#[must_use]
pub fn key(key: &str, is_mac: bool, lang: Lang) -> String {
    let ctrl = if is_mac { "⌘" } else { "Ctrl " };
    if let Some(key) = key.strip_prefix("Ctrl+") {
        return format!("{ctrl}{}", key.to_uppercase());
    }
    let named = (words::commands::of(lang).key)(key);
    named.map_or_else(|| key.to_owned(), str::to_owned)
}
