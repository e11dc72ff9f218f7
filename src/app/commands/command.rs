//! The commands, each with its name and its keys.

use crate::app::screens::SCREENS;
use crate::config::{Experiment, Lang};

/// Something that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Starts a run.
    Start,
    /// Cancels it.
    Cancel,
    /// Plays a run, or holds the picture.
    Play,
    /// To the moment before.
    StepBack,
    /// To the next moment.
    StepForward,
    /// Plays it from the start, slowly.
    Slowly,
    /// Closer to the timeline.
    ZoomIn,
    /// Farther from it.
    ZoomOut,
    /// All of it.
    ZoomFit,
    /// The table behind the timeline.
    Table,
    /// Saves the record.
    ExportJson,
    /// Links and files.
    Share,
    /// To the screen of an experiment.
    Go(Experiment),
    /// The page without what is around the experiment, for a projector; or with it again.
    Present,
    /// The other language.
    Language,
    /// The next theme.
    Theme,
    /// All keys.
    Help,
    /// All commands.
    Palette,
}

/// Where a key does what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Wherever the focus is; without Ctrl not in a field.
    Anywhere,
    /// In a field of the settings.
    Field,
    /// Where no field, list or button has the focus, and there is a run.
    Run,
    /// On the timeline.
    Timeline,
}

impl Place {
    /// All of them.
    pub const ALL: [Place; 4] = [Place::Anywhere, Place::Field, Place::Run, Place::Timeline];
}

/// Those that have keys.
const KEYED: [Command; 10] = [
    Command::Start,
    Command::Play,
    Command::StepBack,
    Command::StepForward,
    Command::ZoomIn,
    Command::ZoomOut,
    Command::ZoomFit,
    Command::Present,
    Command::Help,
    Command::Palette,
];

impl Command {
    /// All of them, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Command> {
        use Command::*;
        let run = [
            Start,
            Cancel,
            Play,
            StepBack,
            StepForward,
            Slowly,
            ZoomIn,
            ZoomOut,
            ZoomFit,
            Table,
            ExportJson,
            Share,
        ];
        let page = [Present, Language, Theme, Help, Palette];
        run.into_iter().chain(SCREENS.tabs().map(Go)).chain(page)
    }

    /// Its name in the markup: what carries it out has that as its `data-does`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Command::Start => "start",
            Command::Cancel => "cancel",
            Command::Play => "play",
            Command::StepBack => "back",
            Command::StepForward => "forward",
            Command::Slowly => "slowly",
            Command::ZoomIn => "closer",
            Command::ZoomOut => "farther",
            Command::ZoomFit => "fit",
            Command::Table => "table",
            Command::ExportJson => "export",
            Command::Share => "share",
            Command::Go(experiment) => experiment.name(),
            Command::Present => "present",
            Command::Language => "language",
            Command::Theme => "theme",
            Command::Help => "help",
            Command::Palette => "palette",
        }
    }

    /// The command of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Command::all().find(|command| command.name() == name)
    }

    /// Where it has keys, and which: as `KeyboardEvent.key` names them, `Ctrl+` before those that need Ctrl or Cmd.
    #[must_use]
    pub const fn keys(self) -> Option<(Place, &'static [&'static str])> {
        Some(match self {
            Command::Start => (Place::Field, &["Enter"]),
            Command::Play => (Place::Run, &[" "]),
            Command::StepBack => (Place::Run, &["ArrowLeft", ","]),
            Command::StepForward => (Place::Run, &["ArrowRight", "."]),
            Command::ZoomIn => (Place::Timeline, &["+"]),
            Command::ZoomOut => (Place::Timeline, &["-"]),
            Command::ZoomFit => (Place::Timeline, &["0"]),
            Command::Present => (Place::Anywhere, &["p"]),
            Command::Help => (Place::Anywhere, &["?"]),
            Command::Palette => (Place::Anywhere, &["Ctrl+k"]),
            _ => return None,
        })
    }

    /// What a key asks for there.
    #[must_use]
    pub fn pressed(there: Place, key: &str) -> Option<Self> {
        let is_meant = |command: &&Command| {
            let own = command.keys().filter(|(place, _)| *place == there);
            own.is_some_and(|(_, keys)| keys.contains(&key))
        };
        KEYED.iter().find(is_meant).copied()
    }

    /// What `www/boot.js` knows of them: the keys that act anywhere, as JavaScript.
    #[must_use]
    pub fn doors() -> String {
        let doors = Command::all().filter_map(|command| match command.keys()? {
            (Place::Anywhere, [key]) => Some(format!("{key:?}: {:?}", command.name())),
            _ => None,
        });
        let doors: Vec<String> = doors.collect();
        format!("const doors = {{ {} }};", doors.join(", "))
    }

    /// Whether it is meant by what was typed: each word of that is in its name, in whichever language.
    #[must_use]
    pub fn fits(self, typed: &str) -> bool {
        let name = |lang: &Lang| super::labels::label(self, *lang).to_lowercase();
        let names: Vec<String> = Lang::ALL.iter().map(name).collect();
        let has = |word: &str| names.iter().any(|name| name.contains(word));
        typed.to_lowercase().split_whitespace().all(has)
    }
}
