//! The page's state, sentences and geometry, seen from outside.

use std::time::Duration;

use photofinish::app::axis::{Rows, TimeScale, expected};
use photofinish::app::fields::has_control;
use photofinish::app::format::{clock, decimal, seconds, span, tqdm};
use photofinish::app::headline::{At, headline};
use photofinish::app::site::{Site, SiteNews};
use photofinish::app::state::{Action, AppState, Stage, Theme};
use photofinish::app::stops;
use photofinish::config::{Experiment, Field, Lang, RunConfig, Server, Strategy};
use photofinish::record::Record;
use photofinish::tell::words::page::RunFacts;
use photofinish::tell::{parts, plain, strong, words};

fn page(query: &str) -> AppState {
    AppState::from_query(query, Lang::En, Theme::Auto)
}

fn after(state: AppState, actions: impl IntoIterator<Item = Action>) -> AppState {
    actions
        .into_iter()
        .fold(state, |state, action| state.reduce(action))
}

#[test]
fn a_bad_value_in_the_url_is_shown_in_its_field_and_ignored() {
    let state = page("?max_workers=lots&codes=BR");
    assert_eq!(state.text(Field::MaxWorkers), "lots");
    assert!(state.complaint(Field::MaxWorkers).is_some());
    assert_eq!(state.config.max_workers, 5);
    assert_eq!(state.config.labels(), ["BR"]);
}

#[test]
fn an_error_is_said_only_when_the_field_is_left() {
    let edit = |text: &str| Action::Edit(Field::Seed, text.to_owned());
    let state = after(page(""), [edit("x")]);
    assert_eq!(state.complaint(Field::Seed), None);
    let state = after(state, [Action::Leave(Field::Seed)]);
    assert!(state.complaint(Field::Seed).is_some());
    let state = after(state, [edit("7")]);
    assert_eq!(state.complaint(Field::Seed), None);
    let state = after(state, [Action::Leave(Field::Seed)]);
    assert_eq!(state.config.seed, 7);
}

#[test]
fn what_is_half_typed_does_not_count() {
    for (field, typed) in [
        (Field::MaxWorkers, "5000"),
        (Field::ErrorRate, "1.5"),
        (Field::Retries, "99"),
        (Field::Delay, "100-99999"),
        (Field::Codes, "BRA"),
    ] {
        let good = after(page(""), []);
        let mut state = good.clone();
        for end in 1..=typed.len() {
            state = after(state, [Action::Edit(field, typed[..end].to_owned())]);
            assert_eq!(state.config, good.config, "{typed} up to {end}");
            assert_eq!(state.text(field), typed[..end]);
        }
        let left = after(state.clone(), [Action::Leave(field)]);
        assert_eq!(left.config, good.config, "{typed}");
        assert!(left.complaint(field).is_some(), "{typed}");
        assert_eq!(after(state, [Action::Settle]), left, "{typed}");
    }
}

#[test]
fn who_is_done_with_all_fields_has_what_was_typed_in_each() {
    let typed = [
        Action::Edit(Field::MaxWorkers, "７".into()),
        Action::Edit(Field::Seed, "x".into()),
        Action::Edit(Field::Codes, "br，cn".into()),
        Action::Settle,
    ];
    let state = after(page(""), typed);
    assert_eq!((state.config.max_workers, state.config.seed), (7, 42));
    assert_eq!(state.text(Field::Codes), "BR,CN");
    assert_eq!(state.text(Field::Seed), "x");
    assert_eq!(state.holds(Field::Seed), "42");
}

#[test]
fn what_is_chosen_counts_at_once_and_ends_the_complaint() {
    let state = after(page("?kernel=foo"), []);
    assert!(state.complaint(Field::Kernel).is_some());
    let state = after(state, [Action::Choose(Field::Kernel, "rc4".into())]);
    assert_eq!(state.complaint(Field::Kernel), None);
    assert_eq!(state.text(Field::Kernel), "rc4");
}

#[test]
fn a_bad_value_without_a_control_is_told_as_well() {
    let strays = |query: &str| -> Vec<Field> {
        let state = page(query);
        state.strays().map(|error| error.field).collect()
    };
    assert_eq!(strays("?experiment=foo"), [Field::Experiment]);
    assert_eq!(
        strays("?kernel=foo&where=foo&seed=x"),
        [Field::Kernel, Field::Where]
    );
    assert_eq!(
        strays("?experiment=workers&where=main&timeout=x&kernel=foo"),
        [Field::Timeout]
    );
    assert_eq!(
        strays("?experiment=workers&where=main&workers=x"),
        [Field::Workers]
    );
    assert_eq!(strays("?experiment=lessons&seed=x"), [Field::Seed]);
    for name in ["lang=fr", "embed=maybe", "autorun=2", "verbose=loud"] {
        assert_eq!(strays(&format!("?{name}")).len(), 1, "{name}");
    }
    // Each is said in one place: beside its control, or among those without one.
    for experiment in Experiment::NAMES {
        let all = Field::ALL
            .iter()
            .filter(|field| **field != Field::Experiment)
            .map(|field| format!("&{}=%00", field.name()));
        let state = page(&format!(
            "?experiment={experiment}{}",
            all.collect::<String>()
        ));
        let beside = |field: &&Field| has_control(&state.config, **field);
        let beside = Field::ALL.iter().filter(beside).count();
        assert_eq!(beside + state.strays().count(), Field::ALL.len() - 1);
    }
}

#[test]
fn a_language_that_was_chosen_is_no_longer_wrong() {
    let state = page("?lang=fr");
    assert_eq!(state.holds(Field::Lang), "en");
    let state = state.reduce(Action::Language(Lang::Zh));
    assert_eq!(state.strays().count(), 0);
}

#[test]
fn tabs_keep_the_settings_and_the_language() {
    let state = page("?lang=zh&seed=7&codes=BR&autorun=1&kernel=rc4");
    let state = after(state, [Action::Edit(Field::MaxWorkers, "9".into())]);
    let there = state.address_of(Experiment::Workers);
    let back = page(&there).address_of(Experiment::Race);
    let (config, errors) = RunConfig::from_query(&back);
    assert_eq!(errors, []);
    let mut expected = state.reduce(Action::Leave(Field::MaxWorkers)).config;
    expected.autorun = false;
    assert_eq!(config, expected);
    assert_eq!(page("").address_of(Experiment::Race), "./");
    assert_eq!(page("?seed=7&lang=zh").address_for(""), "?lang=zh");
}

#[test]
fn the_page_is_in_the_language_of_the_address_of_last_time_or_of_the_browser() {
    let table = include_str!("../data/languages.txt");
    let cases = table.lines().filter(|line| !line.starts_with('#'));
    for case in cases {
        let cells: Vec<&str> = case.split('|').map(str::trim).collect();
        let [query, kept, browser, expected] = cells[..] else {
            panic!("{case}")
        };
        let own = Some(kept).into_iter().chain(browser.split(' '));
        let state = AppState::from_query(query, Lang::preferred(own), Theme::Auto);
        assert_eq!(state.lang.name(), expected, "{case}");
    }
}

#[test]
fn a_slider_makes_one_step_with_each_press() {
    for stops in [stops::WORKERS, stops::CHUNKS] {
        assert!(stops.is_sorted());
        let mut now = stops[0];
        for (at, stop) in stops.iter().enumerate() {
            assert_eq!((stops::place(stops, now), now), (at, *stop));
            now = stops::moved(stops, now, at + 1);
        }
    }
    let from_33 = |to| stops::moved(stops::WORKERS, 33, to);
    let at = stops::place(stops::WORKERS, 33);
    assert_eq!(
        (from_33(at + 1), from_33(at - 1), from_33(at - 2)),
        (40, 30, 20)
    );
    assert_eq!(stops::moved(stops::WORKERS, 5, 99), 1000);
}

#[test]
fn a_field_left_with_a_good_value_shows_it_in_its_own_form() {
    let state = after(page(""), [Action::Edit(Field::Codes, " br cn ".into())]);
    assert_eq!(state.text(Field::Codes), " br cn ");
    let state = after(state, [Action::Leave(Field::Codes)]);
    assert_eq!(state.text(Field::Codes), "BR,CN");
}

#[test]
fn bad_values_never_keep_a_run_from_starting() {
    let state = after(
        page("?delay=9-1"),
        [
            Action::Edit(Field::Timeout, "soon".into()),
            Action::Found(Server::Sim),
        ],
    );
    assert!(state.can_start());
    assert_eq!(state.effective().server, Some(Server::Sim));
}

#[test]
fn nothing_starts_before_it_is_known_who_answers_or_while_a_run_is_going() {
    let state = page("");
    assert!(!state.can_start());
    let state = after(page("?server=delay"), []);
    assert!(state.can_start());
    let config = state.effective();
    let state = after(state, [Action::Asked(config)]);
    assert!(!state.can_start());
    let state = after(state, [Action::Ended(Experiment::Race)]);
    assert_eq!(state.show().stage, Stage::Over);
}

#[test]
fn a_chosen_server_is_not_replaced_by_the_one_that_was_found() {
    let state = after(page("?server=error"), [Action::Found(Server::Sim)]);
    assert_eq!(state.effective().server, Some(Server::Error));
}

#[test]
fn a_link_that_names_a_language_wins_and_follows_the_switch() {
    let state = AppState::from_query("?lang=zh", Lang::En, Theme::Auto);
    assert_eq!(state.lang, Lang::Zh);
    let state = state.reduce(Action::Language(Lang::En));
    assert_eq!(state.config.lang, Some(Lang::En));
    let state = page("").reduce(Action::Language(Lang::Zh));
    assert_eq!(state.config.lang, None);
}

#[test]
fn a_comparison_says_what_was_gained() {
    let run = |strategy, millis| RunFacts {
        strategy,
        ok: 18,
        elapsed: Duration::from_millis(millis),
    };
    let runs = [
        run(Strategy::Sequential, 9_510),
        run(Strategy::Map, 1_320),
        run(Strategy::AsCompleted, 1_322),
    ];
    assert_eq!(
        plain(&(words::page::of(Lang::En).compared)(&runs)),
        "18 flags downloaded in 1.32 s instead of 9.51 s."
    );
    assert_eq!(
        (words::page::of(Lang::En).report_tail)(2, 0, 1),
        ", 2 not found, 1 cancelled."
    );
}

#[test]
fn marks_in_sentences_can_be_read_and_removed() {
    let sentence = format!("{} held two", strong("map"));
    let parts: Vec<_> = parts(&sentence).collect();
    assert_eq!(parts, [(true, "map"), (false, " held two")]);
    assert_eq!(plain(&sentence), "map held two");
}

#[test]
fn numbers_are_rounded_not_cut() {
    let ms = Duration::from_millis;
    assert_eq!(seconds(ms(355)), "0.36");
    assert_eq!(seconds(ms(123_456)), "123.5");
    assert_eq!(span(Duration::from_micros(1240)), "1.2 ms");
    assert_eq!(span(ms(999)), "999 ms");
    assert_eq!(span(Duration::from_micros(999_600)), "1.00 s");
    assert_eq!(clock(ms(3_723_000)), "1:02:03");
    assert_eq!(decimal(2.996, 2), "3.00");
    assert_eq!(
        tqdm(12, 20, ms(1300), Some(ms(900)), Some(9.26)),
        "12/20 [00:01<00:00, 9.3 it/s]"
    );
}

#[test]
fn the_axis_reckons_with_what_the_browser_keeps_in_flight() {
    let at_once = |query: &str| expected(&page(query).config).1;
    let query = |server: &str, workers: usize| {
        format!("?server={server}&delay=100-100&codes=pop20&max_workers={workers}")
    };
    assert_eq!(at_once(&query("sim", 20)), Duration::from_millis(100));
    // Six at a time: four rounds of one delay.
    assert_eq!(at_once(&query("delay", 20)), Duration::from_millis(400));
    assert_eq!(
        at_once(&query("delay", 3)),
        at_once(&query("sim", 3)),
        "fewer are never held back"
    );
}

#[test]
fn ticks_are_round_and_not_crowded() {
    let scale = TimeScale {
        from: 0.0,
        end: 1.7,
        left: 30.0,
        width: 500.0,
    };
    let (ticks, decimals) = scale.ticks(60.0);
    assert_eq!(decimals, 1);
    assert!((ticks[1] - 0.5).abs() < 1e-9 || (ticks[1] - 0.2).abs() < 1e-9);
    assert!(scale.x(ticks[1]) - scale.x(ticks[0]) >= 60.0 - 1e-9);
    assert!((scale.x(5.0) - 530.0).abs() < 1e-9);
    assert!(scale.is_beyond(5.0));
}

#[test]
fn only_the_rows_in_the_window_are_drawn() {
    let rows = Rows {
        count: 10_000,
        height: 12.0,
    };
    assert_eq!(rows.visible(1200.0, 600.0), 100..150);
    assert_eq!(rows.visible(119_990.0, 600.0), 9_999..10_000);
    assert_eq!(rows.at(25.0), Some(2));
    assert_eq!(rows.at(-1.0), None);
    assert_eq!(rows.at(120_000.0), None);
}

#[test]
fn without_the_simulated_origin_only_what_waits_for_it_is_taken_back() {
    let started = |query: &str| {
        let state = page(query);
        let config = state.effective();
        after(state, [Action::Asked(config), Action::NoSimulation])
    };
    let simulated = started("?server=sim");
    assert_eq!(simulated.show().stage, Stage::Ready);
    assert!(simulated.no_simulation && simulated.show().ran.is_none());
    let real = started("?server=local");
    assert_eq!(real.show().stage, Stage::Asked);
    assert!(real.no_simulation && real.show().ran.is_some());
}

#[test]
fn what_is_learnt_of_the_site_is_kept_together() {
    let news = [SiteNews::Silent, SiteNews::Kept, SiteNews::Outdated];
    let state = after(page(""), news.map(Action::Site));
    let all = Site {
        is_silent: true,
        is_kept: true,
        is_outdated: true,
    };
    assert_eq!((page("").site, state.site), (Site::default(), all));
}

#[test]
fn nothing_is_on_its_way_before_a_run_has_begun() {
    let state = page("?server=sim");
    let started = after(state.clone(), [Action::Asked(state.effective())]);
    for (lang, begins) in [(Lang::En, "about to start."), (Lang::Zh, "即将开始。")] {
        let mut state = started.clone();
        state.lang = lang;
        let at = |stage| At {
            stage,
            time: None,
            is_looked_at: false,
            total: 1,
        };
        let said = headline(&state, at(state.show().stage), &[]);
        assert!(said.ends_with(begins), "{said}");
        let begun = Record::new();
        let runs = [(Strategy::AsCompleted, &begun)];
        state = state.reduce(Action::Began(Experiment::Race));
        assert_ne!(headline(&state, at(state.show().stage), &runs), said);
    }
}
