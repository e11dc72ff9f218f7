//! One page, many screens: what stays while another is shown, what an address changes, and which of
//! the two modules draws.

use photofinish::app::screens::Module;
use photofinish::app::site::Site;
use photofinish::app::state::{Action, AppState, Around, Busy, Modules, Stage, Theme};
use photofinish::config::{Experiment, Field, Lang, Server};

fn page(query: &str) -> AppState {
    AppState::from_query(query, Lang::En, Theme::Auto)
}

fn after(state: AppState, actions: impl IntoIterator<Item = Action>) -> AppState {
    actions
        .into_iter()
        .fold(state, |state, action| state.reduce(action))
}

/// Sends the page where a link says.
fn go(state: AppState, address: &str) -> AppState {
    state.reduce(Action::Go(address.to_owned()))
}

/// Sends the page to another screen by its tab.
fn to(state: AppState, experiment: Experiment) -> AppState {
    let address = state.address_of(experiment);
    go(state, &address)
}

/// Runs what is shown to its end.
fn run(state: AppState) -> AppState {
    let (config, experiment) = (state.effective(), state.config.experiment);
    let begun = [Action::Asked(config), Action::Began(experiment)];
    after(after(state, begun), [Action::Ended(experiment)])
}

#[test]
fn each_experiment_keeps_what_is_on_its_screen() {
    let race = run(page("?server=local&codes=BR,CN"));
    let race = after(race, [Action::ToggleTable, Action::Select(Some((0, 1)))]);
    let workers = to(race.clone(), Experiment::Workers);
    assert_eq!(workers.show().stage, Stage::Ready);
    assert!(!workers.show().table_open && workers.show().selected.is_none());
    let workers = run(workers);
    let back = to(workers.clone(), Experiment::Race);
    assert_eq!(back.show(), race.show());
    let there = to(back, Experiment::Workers);
    assert_eq!(there.show(), workers.show());
}

#[test]
fn settings_are_kept_and_what_was_typed_counts() {
    let race = page("?seed=7");
    let race = after(race, [Action::Edit(Field::MaxWorkers, "9".into())]);
    let workers = to(race, Experiment::Workers);
    assert_eq!(workers.config.max_workers, 9);
    let chosen = [
        Action::Choose(Field::Kernel, "rc4".into()),
        Action::Edit(Field::Jobs, "12".into()),
        // The tab is clicked, and then the field is left.
        Action::Go(workers.address_of(Experiment::Race)),
        Action::Leave(Field::Jobs),
    ];
    let race = after(workers, chosen);
    assert_eq!((race.config.seed, race.config.max_workers), (7, 9));
    let workers = to(race, Experiment::Workers);
    assert_eq!(workers.text(Field::Kernel), "rc4");
    assert_eq!(workers.text(Field::Jobs), "12");
}

#[test]
fn what_is_wrong_is_said_where_it_was_given_and_nowhere_else() {
    let race = after(page(""), [Action::Edit(Field::Seed, "x".into())]);
    let race = after(race, [Action::Leave(Field::Seed)]);
    let workers = to(race, Experiment::Workers);
    assert_eq!(workers.strays().count(), 0);
    assert_eq!(to(workers, Experiment::Race).text(Field::Seed), "42");
    let told = go(page(""), "?experiment=workers&jobs=x&seed=y");
    assert!(told.complaint(Field::Jobs).is_some() && told.panel_open);
    assert_eq!(told.strays().count(), 1);
}

#[test]
fn an_address_of_before_tells_of_its_own_screen_only() {
    let race = page("?seed=7&autorun=1");
    let workers = to(race, Experiment::Workers);
    let workers = after(workers, [Action::Choose(Field::Jobs, "12".into())]);
    // Back to an address that knows nothing of the jobs.
    let back = go(workers, "?seed=7&autorun=1&lang=zh");
    assert_eq!(back.text(Field::Jobs), "12");
    assert_eq!(back.config.seed, 7);
    assert_eq!(back.config.lang, None, "the language is that of the page");
    assert!(!back.config.autorun, "to come back is not to open");
}

#[test]
fn a_link_to_another_run_takes_the_last_one_off_the_screen_and_one_to_the_same_does_not() {
    let race = run(page("?server=local&codes=BR"));
    let lessons = to(race, Experiment::Lessons);
    let same = to(lessons.clone(), Experiment::Race);
    assert_eq!(same.show().stage, Stage::Over);
    let other = go(lessons, "?codes=pop20&strategy=map&verbose=1");
    assert!(other.config.verbose);
    assert_eq!(other.show().stage, Stage::Ready);
    assert_eq!(other.on_show().strategy.name(), "map");
    // What is going stays, whatever the fields say.
    let running = page("?server=local&codes=BR");
    let config = running.effective();
    let running = after(running, [Action::Asked(config)]);
    let same = go(to(running, Experiment::Lessons), "?codes=CN");
    assert_eq!(
        (same.show().stage, same.text(Field::Codes)),
        (Stage::Asked, "CN".into())
    );
    assert_eq!(same.on_show().labels(), ["BR"]);
}

#[test]
fn while_one_runs_no_other_can_start() {
    let both = page("?experiment=both&server=local");
    let config = both.effective();
    let workers = to(after(both, [Action::Asked(config)]), Experiment::Workers);
    assert_eq!(workers.running_behind(), Some(Busy::Run(Experiment::Both)));
    assert!(!workers.can_start() && !workers.is_running());
    let over = after(workers, [Action::Ended(Experiment::Both)]);
    assert_eq!(over.running_behind(), None);
    assert!(over.can_start());
    assert_eq!(over.show_of(Experiment::Both).stage, Stage::Over);
}

#[test]
fn what_runs_in_the_other_module_counts_as_well() {
    let around = Around {
        running: Some(Busy::Run(Experiment::Race)),
        ..Around::default()
    };
    let workers = page("?experiment=workers").reduce(Action::Around(around));
    assert_eq!(workers.running_behind(), Some(Busy::Run(Experiment::Race)));
    assert!(!workers.can_start());
    let workers = workers.reduce(Action::Around(Around::default()));
    assert!(workers.can_start());
    // What it says of itself is not news.
    let race = page("?server=sim").reduce(Action::Around(around));
    assert!(race.can_start());
}

#[test]
fn the_module_that_has_the_screen_draws_it_once_it_has_come() {
    let race = page("");
    assert!(race.has_screen() && race.is_on_stage());
    let waits = to(race, Experiment::Workers);
    assert!(
        !waits.has_screen() && waits.is_on_stage(),
        "nobody else is there"
    );
    let modules = Modules::default().with(Module::Race).with(Module::Lab);
    let around = Action::Around(Around {
        modules,
        ..Around::default()
    });
    let gone = waits.reduce(around.clone());
    assert!(!gone.is_on_stage());
    let lab = page("?experiment=workers").reduce(around);
    assert!(lab.is_on_stage() && lab.shows(Experiment::Workers));
    assert!(to(gone, Experiment::Race).is_on_stage());
    assert!(!to(lab, Experiment::Race).is_on_stage());
}

#[test]
fn the_module_behind_hears_of_settings_and_the_one_on_the_stage_knows_them() {
    let modules = Modules::default().with(Module::Race).with(Module::Lab);
    let around = Action::Around(Around {
        modules,
        ..Around::default()
    });
    let lab = page("?experiment=workers").reduce(around);
    let told = Action::Told("?seed=9".into());
    assert_eq!(lab.reduce(told.clone()), lab);
    let behind = to(lab, Experiment::Race).reduce(told);
    assert_eq!(behind.config.seed, 9);
}

#[test]
fn what_both_share_is_written_and_read_alike() {
    for modules in [[].as_slice(), &[Module::Lab], &[Module::Race, Module::Lab]] {
        let set = modules
            .iter()
            .fold(Modules::default(), |set, one| set.with(*one));
        assert_eq!(Modules::from_names(&set.names()), set);
        assert!(
            Module::ALL
                .iter()
                .all(|one| set.has(*one) == modules.contains(one))
        );
    }
    for bits in 0..8u8 {
        let site = Site {
            is_silent: bits & 1 != 0,
            is_kept: bits & 2 != 0,
            is_outdated: bits & 4 != 0,
        };
        assert_eq!(Site::from_words(&site.words()), site);
        assert_eq!(site.and(Site::default()), site);
        assert_eq!(Site::default().and(site), site);
    }
}

#[test]
fn language_and_theme_are_those_of_the_other_module() {
    let around = Around {
        lang: Some(Lang::Zh),
        theme: Theme::Dark,
        ..Around::default()
    };
    let state = page("?lang=en&experiment=workers").reduce(Action::Around(around));
    assert_eq!((state.lang, state.theme), (Lang::Zh, Theme::Dark));
    assert_eq!(state.config.lang, Some(Lang::Zh));
}

#[test]
fn without_the_simulated_origin_jobs_go_on() {
    let workers = page("?experiment=workers").reduce(Action::Found(Server::Sim));
    let config = workers.effective();
    let state = after(workers, [Action::Asked(config), Action::NoSimulation]);
    assert_eq!(state.show().stage, Stage::Asked);
}

#[test]
fn while_a_program_in_python_runs_nothing_starts_on_any_screen() {
    let running = Some(Busy::Python);
    assert_eq!(Busy::from_name(Busy::Python.name()), running);
    for query in ["?server=local", "?experiment=workers"] {
        let around = Around {
            running,
            ..Around::default()
        };
        let state = page(query).reduce(Action::Around(around));
        assert_eq!(state.running_behind(), running);
        assert!(!state.can_start() && !state.is_running());
        assert!(state.reduce(Action::Around(Around::default())).can_start());
    }
}

#[test]
fn a_page_inside_the_page_draws_all_screens_and_hears_of_any_run() {
    let inner = AppState::from_query("?codes=BR&server=sim", Lang::En, Theme::Auto);
    let inner = inner.in_module(Module::Lab);
    assert!(!inner.shows(Experiment::Race));
    let inner = inner.nested();
    assert!(inner.shows(Experiment::Race) && inner.can_start());
    // A run of the module it lives in is, for it, one of somebody else.
    let around = Around {
        running: Some(Busy::Run(Experiment::Workers)),
        ..Around::default()
    };
    let inner = inner.reduce(Action::Around(around));
    assert_eq!(inner.running_behind(), Some(Busy::Run(Experiment::Workers)));
    assert!(!inner.can_start());
    let inner = inner.reduce(Action::Around(Around::default()));
    assert!(inner.can_start());
}
