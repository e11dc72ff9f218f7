//! The table of screens, and what follows from it.

use photofinish::app::fields::has_control;
use photofinish::app::screens::{Drive, Module, SCREENS, Screen, Screens};
use photofinish::app::state::{AppState, Theme};
use photofinish::config::{Experiment, Field, Lang, RunConfig};

const MADE_UP: Screen = Screen {
    name: "made_up",
    module: Module::Lab,
    drive: Drive::Jobs,
    makes_requests: true,
    has_tab: true,
    fields: &[Field::Kernel, Field::Seed],
};

#[test]
fn each_experiment_has_one_screen_and_each_screen_one_experiment() {
    assert_eq!(Experiment::ALL.len(), SCREENS.0.len());
    for experiment in Experiment::ALL {
        let rows = (SCREENS.0.iter()).filter(|screen| screen.name == experiment.name());
        assert_eq!(rows.count(), 1, "{experiment:?}");
        assert_eq!(Screen::of(*experiment).name, experiment.name());
    }
}

#[test]
fn what_only_a_lesson_leads_to_has_no_tab() {
    let tabs: Vec<Experiment> = SCREENS.tabs().collect();
    let without = (Experiment::ALL.iter()).filter(|experiment| !tabs.contains(experiment));
    assert_eq!(without.collect::<Vec<_>>(), [&Experiment::Shared]);
}

#[test]
fn the_script_before_the_first_paint_knows_the_screens() {
    let script = include_str!("../../www/early.js");
    assert!(script.contains(&SCREENS.early()), "{}", SCREENS.early());
}

#[test]
fn a_new_experiment_is_found_in_all_that_follows_from_its_row() {
    let rows: Vec<Screen> = SCREENS.0.iter().copied().chain([MADE_UP]).collect();
    let screens = Screens(&rows);
    let row = screens.find("made_up").expect("it is there");
    assert!(row.has_jobs() && row.makes_requests && row.is_of_lab());
    assert!(screens.early().ends_with(", \"made_up\"] };"));
    assert!(!SCREENS.early().contains("made_up"));
    // A tab it has as soon as an address can name it.
    assert_eq!(screens.tabs().count(), Experiment::ALL.len() - 1);
}

#[test]
fn settings_follow_the_row_of_the_screen() {
    for experiment in SCREENS.tabs() {
        let screen = Screen::of(experiment);
        let config = RunConfig {
            experiment,
            ..RunConfig::default()
        };
        for field in Field::ALL {
            let is_there =
                screen.fields.contains(field) && ![Field::Verbose, Field::Lesson].contains(field);
            let has_control = has_control(&config, *field);
            assert!(is_there || !has_control, "{experiment:?} {field:?}");
            // Of jobs some fields have a meaning only with others.
            let may_lack = experiment == Experiment::Workers && *field == Field::Seed;
            assert!(
                !is_there || has_control || may_lack,
                "{experiment:?} {field:?}"
            );
        }
        let query = format!("?experiment={}", screen.name);
        let page = AppState::from_query(&query, Lang::En, Theme::Auto);
        assert_eq!(page.makes_requests(), screen.makes_requests);
        let starts = !screen.makes_requests;
        assert_eq!(
            page.can_start(),
            starts,
            "{experiment:?}: nobody answers yet"
        );
    }
}
