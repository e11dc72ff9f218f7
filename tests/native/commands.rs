//! The commands: each has one name, no key means two, and what the scripts know of them is what they are.

use photofinish::app::commands::{Command, Place, labels};
use photofinish::app::screens::Module;
use photofinish::app::state::{Action, AppState, Theme};
use photofinish::app::timeline::keys::Pressed;
use photofinish::config::Lang;

#[test]
fn each_has_a_name_and_a_label_of_its_own_and_no_key_means_two() {
    let all: Vec<Command> = Command::all().collect();
    for (at, command) in all.iter().enumerate() {
        assert_eq!(Command::from_name(command.name()), Some(*command));
        for other in &all[..at] {
            assert_ne!(command.name(), other.name());
            for lang in [Lang::En, Lang::Zh] {
                assert_ne!(labels::label(*command, lang), labels::label(*other, lang));
            }
        }
        let keys = command.keys().into_iter();
        for (place, key) in keys.flat_map(|(place, keys)| keys.iter().map(move |key| (place, key)))
        {
            assert_eq!(Command::pressed(place, key), Some(*command), "{key:?}");
        }
    }
    assert_eq!(Command::pressed(Place::Run, "?"), None);
}

#[test]
fn the_script_knows_the_keys_that_act_anywhere() {
    let script = include_str!("../../www/boot.js");
    assert!(script.contains(&Command::doors()), "{}", Command::doors());
}

#[test]
fn the_timeline_has_the_keys_that_are_told_of_it() {
    let told = Command::all().filter_map(Command::keys);
    let told = told.filter(|(place, _)| *place == Place::Timeline);
    let keys: Vec<&str> = told.flat_map(|(_, keys)| keys).copied().collect();
    assert_eq!(keys, ["+", "-", "0"]);
    for key in keys {
        assert!(Pressed::of(key, false).is_some(), "{key}");
    }
}

#[test]
fn a_command_is_found_by_words_of_either_language_in_any_order() {
    let found = |typed: &str| -> Vec<&str> {
        let fitting = Command::all().filter(|command| command.fits(typed));
        fitting.map(Command::name).collect()
    };
    assert_eq!(found("step FORW"), ["forward"]);
    assert_eq!(found(" forward  step "), ["forward"]);
    assert_eq!(found("导出"), ["export"]);
    assert_eq!(found("no such thing"), [""; 0]);
    assert_eq!(found("").len(), Command::all().count());
}

#[test]
fn keys_are_called_as_on_the_keyboard() {
    assert_eq!(labels::key("Ctrl+k", false, Lang::En), "Ctrl K");
    assert_eq!(labels::key("Ctrl+k", true, Lang::En), "⌘K");
    assert_eq!(labels::key(" ", false, Lang::Zh), "空格");
    assert_eq!(labels::key("?", false, Lang::En), "?");
}

#[test]
fn a_presentation_begins_and_ends_where_the_stage_is() {
    let page = AppState::from_query("?codes=BR", Lang::En, Theme::Auto);
    let shown = page.reduce(Action::Present);
    assert!(shown.config.embed);
    assert_eq!(shown.reduce(Action::Present), page);
    // The lab's module has started beside a race, and leaves it to the other.
    let beside = page.in_module(Module::Lab);
    let modules = photofinish::app::state::Around {
        modules: photofinish::app::state::Modules::default().with(Module::Race),
        ..Default::default()
    };
    let beside = beside.reduce(Action::Around(modules));
    assert_eq!(beside.reduce(Action::Present), beside);
}

#[test]
fn what_the_script_of_the_page_calls_is_there_to_be_called() {
    // The module of the lab exports what boot.js and the race call by name.
    let (lab, boot) = (
        include_str!("../../src/bin/lab.rs"),
        include_str!("../../www/boot.js"),
    );
    assert!(boot.contains(".photofinish_command(name)"));
    assert!(lab.contains("pub fn photofinish_command(name: &str)"));
}
