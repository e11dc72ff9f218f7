//! Plans: what will happen to each request, decided by the seed alone.

use std::time::Duration;

use photofinish::flags::Selection;
use photofinish::plan::{DelayRange, Fate, FateOutcome, Plan};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

const TEAPOT: FateOutcome = FateOutcome::Status(418);

fn range(min: u32, max: u32) -> DelayRange {
    DelayRange::new(min, max).unwrap()
}

fn every() -> Vec<String> {
    Selection::Every.codes(None)
}

/// Computed from the published algorithms by another program, in Python.
#[test]
fn fates_are_the_same_on_every_machine() {
    let plan = Plan::new(42, range(100, 1000), 0.25);
    let fates = [("BR", 1), ("BR", 2), ("CN", 1), ("http://host/x", 1)];
    let fates = fates.map(|(label, attempt)| plan.fate(label, attempt).to_query());
    assert_eq!(fates, ["delay=549", "delay=516", "delay=610", "delay=143"]);
    let plan = Plan::new((1 << 53) - 1, range(0, 60_000), 0.5);
    assert_eq!(plan.fate("ZZ", 7).to_query(), "delay=51108&status=418");
}

#[test]
fn a_fate_does_not_depend_on_what_was_asked_before() {
    let plan = Plan::new(7, range(0, 5000), 0.3);
    let forwards: Vec<Fate> = every().iter().map(|code| plan.fate(code, 1)).collect();
    let mut backwards: Vec<Fate> = every()
        .iter()
        .rev()
        .map(|code| plan.fate(code, 1))
        .collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
}

#[test]
fn delays_fill_their_range() {
    let plan = Plan::new(1, range(3, 6), 0.0);
    let mut seen = [0; 4];
    for code in every() {
        let delay = plan.fate(&code, 1).delay.as_millis() as usize;
        seen[delay - 3] += 1;
    }
    assert!(
        seen.iter().all(|count| (120..220).contains(count)),
        "{seen:?}"
    );
}

#[test]
fn errors_come_at_their_rate() {
    let errors = |rate| {
        let plan = Plan::new(3, range(0, 9), rate);
        let fates = every().into_iter().map(|code| plan.fate(&code, 1).outcome);
        fates.filter(|outcome| *outcome == TEAPOT).count()
    };
    assert_eq!(errors(0.0), 0);
    assert_eq!(errors(1.0), 676);
    assert!((140..200).contains(&errors(0.25)), "{}", errors(0.25));
    assert_eq!(errors(f64::NAN), 0);
    assert_eq!(errors(-1.0), 0);
    assert_eq!(errors(9.0), 676);
}

/// A seed, computed backwards from the published algorithms, whose draw for BR is the lowest.
#[test]
fn without_an_error_rate_the_lowest_draw_is_no_error() {
    let outcome = |rate| {
        Plan::new(0x9c91_6c88_b134_8f18, range(0, 9), rate)
            .fate("BR", 1)
            .outcome
    };
    assert_eq!(outcome(0.0), FateOutcome::Ok);
    assert_eq!(outcome(1e-9), TEAPOT);
}

/// Seed and draw are computed from the published algorithms by another program, in Python.
#[test]
fn a_draw_is_held_against_the_rate_to_the_last_bit() {
    const DRAW: u32 = 3191722756;
    let outcome = |errors: u32| {
        let rate = f64::from(errors) / 4_294_967_296.0;
        Plan::new(6, range(0, 9), rate).fate("BR", 1).outcome
    };
    assert_eq!(outcome(DRAW), FateOutcome::Ok);
    assert_eq!(outcome(DRAW + 1), TEAPOT);
}

#[test]
fn each_attempt_has_a_fate_of_its_own() {
    let plan = Plan::new(3, range(0, 1000), 0.5);
    let recovers = |code: &String| {
        plan.fate(code, 1).outcome == TEAPOT && plan.fate(code, 2).outcome == FateOutcome::Ok
    };
    assert!(every().iter().any(recovers));
}

#[test]
fn a_fate_is_asked_for_in_the_words_of_the_server() {
    let query = |outcome| {
        let delay = Duration::from_millis(420);
        let fate = Fate { delay, outcome };
        let query = fate.to_query();
        // A program's plan holds the rest alone.
        assert_eq!(query, format!("delay={}", fate.after_delay()));
        query
    };
    assert_eq!(query(FateOutcome::Ok), "delay=420");
    assert_eq!(query(TEAPOT), "delay=420&status=418");
    assert_eq!(query(FateOutcome::Reset), "delay=420&fail=reset");
    assert_eq!(query(FateOutcome::Truncate), "delay=420&fail=truncate");
    assert_eq!(query(FateOutcome::Stall), "delay=420&fail=stall");
}

#[test]
fn a_range_is_not_the_wrong_way_round() {
    assert_eq!(DelayRange::new(2, 1), None);
    let range = range(3, 7);
    assert_eq!((range.min_ms(), range.max_ms()), (3, 7));
    assert_eq!(range.to_string(), "3-7");
    assert_eq!(serde_json::to_value(range).unwrap(), "3-7");
}

proptest! {
    #[test]
    fn delays_stay_in_their_range(seed: u64, a: u32, b: u32, label in any::<String>(), attempt: u32) {
        let (min, max) = (a.min(b), a.max(b));
        let delay = Plan::new(seed, range(min, max), 0.5).fate(&label, attempt).delay;
        prop_assert!((u128::from(min)..=u128::from(max)).contains(&delay.as_millis()));
    }

    #[test]
    fn a_higher_rate_only_adds_errors(seed: u64, a in 0.0..=1.0, b in 0.0..=1.0, label in any::<String>()) {
        let (low, high): (f64, f64) = if a < b { (a, b) } else { (b, a) };
        let fate = |rate| Plan::new(seed, range(0, 1000), rate).fate(&label, 1);
        prop_assert_eq!(fate(low).delay, fate(high).delay);
        prop_assert!(fate(low).outcome == FateOutcome::Ok || fate(high).outcome == TEAPOT);
    }
}
