//! Figures that follow from a record.

use std::time::Duration;

use crate::records::{Script, ms};
use photofinish::config::RunConfig;
use photofinish::plan::FateOutcome;
use photofinish::record::{Doing, EventKind, FETCH, Lane, Outcome, Phase, Record, Settled};
use photofinish::stats::{
    Bin, Histogram, InFlight, InFlightIs, Latencies, PassingCost, PhaseTotals, Progress, Quantiles,
    Speedup, Step, Steps, Waiting, elapsed, first_result, median, one_by_one, percentile,
    worker_use,
};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

fn steps(steps: &Steps) -> Vec<(u64, usize)> {
    let pair = |step: &Step| (step.at.as_millis() as u64, step.count);
    steps.steps().iter().map(pair).collect()
}

#[test]
fn progress_tells_rate_and_time_left_as_tqdm_does() {
    let record = Script::new()
        .ok("A", 0, 100)
        .ok("B", 0, 200)
        .queued("C")
        .queued("D")
        .record();
    let progress = Progress::of(&record, ms(400));
    assert_eq!((progress.done, progress.total), (2, 4));
    assert_eq!(progress.elapsed, ms(400));
    assert_eq!(progress.per_second, Some(5.0));
    assert_eq!(progress.left, Some(ms(400)));
    assert_eq!(progress.share(progress.done), 0.5);
}

#[test]
fn progress_knows_nothing_before_the_first_and_stands_still_after_the_end() {
    let nothing = Progress::of(&Script::new().queued("A").record(), ms(5));
    assert_eq!(
        (
            nothing.per_second,
            nothing.left,
            nothing.share(nothing.done)
        ),
        (None, None, 0.0)
    );
    let over = Progress::of(&Script::new().ok("A", 0, 100).until(110), ms(9999));
    assert_eq!((over.elapsed, over.left), (ms(110), Some(Duration::ZERO)));
    let empty = Progress::of(&Record::new(), ms(5));
    assert_eq!(
        (empty.done, empty.total, empty.share(0), empty.left),
        (0, 0, 0.0, None)
    );
}

#[test]
fn what_is_cancelled_is_not_done_and_what_failed_is_told_apart() {
    let record = Script::new()
        .ok("A", 0, 500)
        .ended("B", 0, 600, Outcome::HttpError)
        .ended("QQ", 0, 700, Outcome::NotFound)
        .ended("C", 0, 1000, Outcome::Cancelled)
        .never_started("D", 1000)
        .running("E", 0)
        .record();
    let progress = Progress::of(&record, ms(1000));
    let counts = (
        progress.done,
        progress.failed,
        progress.cancelled,
        progress.total,
    );
    assert_eq!(counts, (3, 1, 2, 6));
    assert_eq!(progress.per_second, Some(3.0));
    // One is to come, at the rate at which the others came.
    assert_eq!(progress.left, Some(Duration::from_micros(333_333)));

    let all = (0..20).fold(Script::new(), |script, n| match n % 2 {
        0 => script.never_started("A", 1000),
        _ => script.ended("A", 0, 1000, Outcome::Cancelled),
    });
    let progress = Progress::of(&all.until(1000), ms(5000));
    assert_eq!(
        (progress.done, progress.cancelled, progress.total),
        (0, 20, 20)
    );
    assert_eq!(
        (progress.per_second, progress.left),
        (None, Some(Duration::ZERO))
    );
}

#[test]
fn time_left_survives_any_length() {
    let record = (0..100_000)
        .fold(Script::new().ok("A", 0, 1), |s, _| s.queued("B"))
        .record();
    assert!(Progress::of(&record, Duration::MAX).left.is_none());
}

#[test]
fn elapsed_and_first_result_come_from_the_record() {
    let record = Script::new()
        .delivered("A", 0, 100, 300)
        .ok("B", 0, 200)
        .until(400);
    assert_eq!(
        (elapsed(&record), first_result(&record)),
        (ms(400), Some(ms(200)))
    );
    let going_on = Script::new().running("A", 70).record();
    assert_eq!(
        (elapsed(&going_on), first_result(&going_on)),
        (ms(70), None)
    );
}

#[test]
fn tasks_in_flight_step_up_and_down() {
    let record = Script::new()
        .ok("A", 0, 100)
        .ok("B", 0, 150)
        .ok("C", 100, 200)
        .record();
    let in_flight = InFlight::of(record.lanes()).asked;
    assert_eq!(steps(&in_flight), [(0, 2), (150, 1), (200, 0)]);
    assert_eq!(in_flight.peak(), record.max_in_flight());
    assert_eq!(in_flight.time_at_least(2), ms(150));
    assert_eq!(in_flight.time_at_least(3), ms(0));
    assert_eq!(in_flight.time_at_least(1), ms(200));
}

#[test]
fn a_task_that_runs_is_in_flight_to_the_end() {
    let record = Script::new().running("A", 10).queued("B").record();
    let in_flight = InFlight::of(record.lanes());
    assert_eq!(steps(&in_flight.asked), [(10, 1)]);
    assert_eq!(steps(&in_flight.really), [(10, 1)]);
    assert_eq!(
        (in_flight.at_least, in_flight.hidden, in_flight.open),
        (0, 0, 1)
    );
}

#[test]
fn the_wire_carries_less_than_is_in_flight_where_the_browser_queues() {
    let script = (0..12).fold(Script::new(), |script, n| {
        let turn = n / 6 * 100;
        script.measured("A", 0, turn, turn + 100)
    });
    let in_flight = InFlight::of(script.record().lanes());
    assert_eq!((in_flight.asked.peak(), in_flight.really.peak()), (12, 6));
    assert_eq!(in_flight.most(true), (6, InFlightIs::Measured));
}

#[test]
fn a_clock_that_ticks_late_makes_no_request_more() {
    let mut script = Script::new();
    for n in 0..12u64 {
        let turn = n / 6 * 100;
        script = script.measured("A", 0, turn, turn + 100);
    }
    // The next was sent 0.3 ms before the end of its forerunner was noted.
    let record = script.record();
    let mut lanes = record.lanes().to_vec();
    for lane in &mut lanes[6..] {
        let settled = lane.settled.as_mut().unwrap();
        for phase in &mut settled.phases {
            phase.from = phase.from.saturating_sub(Duration::from_micros(300));
        }
    }
    assert_eq!(InFlight::of(&lanes).most(true), (6, InFlightIs::Measured));
}

#[test]
fn a_request_shorter_than_the_clock_s_error_was_in_flight_all_the_same() {
    let mut settled = Settled::plain(Outcome::Ok);
    settled.phases = vec![Phase {
        name: "waiting".into(),
        from: Duration::from_micros(100),
        to: Duration::from_micros(500),
    }];
    let script = (0..3).fold(Script::new(), |script, _| {
        script.fetch("A", 0, 1, settled.clone())
    });
    assert_eq!(InFlight::of(script.record().lanes()).at_most(), 3);
}

#[test]
fn what_the_browser_hides_is_known_within_bounds_only() {
    let hidden = (0..9).fold(Script::new(), |script, _| script.ok("A", 0, 100));
    let record = hidden.record();
    assert_eq!(
        InFlight::of(record.lanes()).most(true),
        (9, InFlightIs::Asked)
    );
    assert_eq!(
        InFlight::of(record.lanes()).most(false),
        (9, InFlightIs::Measured)
    );
    let some = (0..3).fold(Script::new(), |script, _| script.measured("A", 0, 10, 90));
    let some = (0..9).fold(some, |script, _| {
        script.ended("B", 0, 100, Outcome::Cancelled)
    });
    let record = some.record();
    assert_eq!(
        InFlight::of(record.lanes()).most(true),
        (3, InFlightIs::AtLeast)
    );
    // Hidden, but it makes no difference.
    let apart = Script::new()
        .measured("A", 0, 10, 90)
        .measured("B", 0, 10, 90)
        .ok("C", 200, 300);
    let record = apart.record();
    assert_eq!(
        InFlight::of(record.lanes()).most(true),
        (2, InFlightIs::Measured)
    );
}

#[test]
fn what_is_under_way_may_be_held_back() {
    let more = |script: Script| (0..3).fold(script, |script, _| script.running("B", 0));
    let none_came = InFlight::of(more(Script::new()).record().lanes());
    assert_eq!(none_came.most(true), (3, InFlightIs::Asked));
    assert_eq!(none_came.most(false), (3, InFlightIs::Measured));
    let one_came = InFlight::of(more(Script::new().measured("A", 0, 0, 90)).record().lanes());
    assert_eq!(one_came.most(true), (1, InFlightIs::AtLeast));
    assert_eq!((one_came.hidden, one_came.open), (0, 3));
}

#[test]
fn a_worker_computes_one_job_at_a_time() {
    // The page hears of an end long after the next has begun there.
    let script = (0..4).fold(Script::new(), |script, n| {
        let begun = 100 * n;
        script.job(0, [0, begun, begun, begun + 100, 500])
    });
    let record = script.record();
    assert_eq!(record.max_in_flight(), 4);
    let in_flight = InFlight::of(record.lanes());
    assert_eq!((in_flight.asked.peak(), in_flight.really.peak()), (1, 1));
    // Before it hears of any.
    let record = Script::new()
        .job_begun(0, 0)
        .job_begun(0, 100)
        .job_begun(1, 50)
        .record();
    let in_flight = InFlight::of(record.lanes());
    assert_eq!(steps(&in_flight.really), [(0, 1), (50, 2)]);
    let one = Script::new().job_begun(0, 0).job_begun(0, 100).record();
    assert_eq!(steps(&InFlight::of(one.lanes()).really), [(0, 1)]);
}

#[test]
fn a_job_that_two_workers_began_is_that_of_the_one_that_did_it() {
    let started = |worker| EventKind::Started {
        id: 0,
        worker: Some(worker),
    };
    let script = || Script::new().job_begun(0, 10).event(70, started(1));
    let moved = script().until(80);
    let lane = &moved.lanes()[0];
    assert_eq!((lane.worker, lane.started), (Some(1), Some(ms(70))));
    assert_eq!((moved.in_flight(), moved.max_in_flight()), (1, 1));
    // The same worker cannot begin it twice, and nobody begins what is over.
    let again = script().event(75, started(1)).until(80);
    assert_eq!(again, moved);
    let over = EventKind::Settled {
        id: 0,
        settled: Settled::plain(Outcome::Ok),
    };
    let after = script().event(90, over).event(95, started(2)).until(99);
    assert_eq!(after.lanes()[0].worker, Some(1));
    assert_eq!(after.in_flight(), 0);
}

#[test]
fn every_attempt_and_every_pause_is_a_part_of_its_lane() {
    let record = Script::new()
        .retried("A", &[(100, Some(50)), (80, Some(200)), (30, None)])
        .record();
    let spans = record.lanes()[0].spans();
    let told: Vec<_> = spans
        .iter()
        .map(|span| {
            (
                span.doing,
                span.from.as_millis(),
                span.to.unwrap().as_millis(),
            )
        })
        .collect();
    let pause = Doing::Pausing { asked: false };
    assert_eq!(
        told,
        [
            (Doing::Running, 0, 100),
            (pause, 100, 150),
            (Doing::Running, 150, 230),
            (pause, 230, 430),
            (Doing::Running, 430, 460),
        ]
    );
    let latencies = Latencies::of(&record);
    assert_eq!(latencies.ok, [ms(30)]);
    assert_eq!(latencies.failed, [ms(80), ms(100)]);
}

#[test]
fn percentiles_are_measured_values_by_nearest_rank() {
    let sorted: Vec<Duration> = (1..=10).map(|n| ms(n * 10)).collect();
    let of = |percent| percentile(&sorted, percent).unwrap().as_millis();
    assert_eq!(
        [0, 10, 11, 50, 51, 90, 95, 99, 100].map(of),
        [10, 10, 20, 50, 60, 90, 100, 100, 100]
    );
    assert_eq!(percentile(&[ms(7)], 99), Some(ms(7)));
    assert_eq!(percentile(&[], 50), None);
    assert_eq!(Quantiles::of(&[]), None);
    let quantiles = Quantiles {
        p50: ms(50),
        p90: ms(90),
        p95: ms(100),
        p99: ms(100),
    };
    assert_eq!(Quantiles::of(&sorted), Some(quantiles));
    assert_eq!(median(&[ms(9), ms(1), ms(5)]), Some(ms(5)));
}

#[test]
fn failures_are_kept_apart_and_cancelled_ones_have_no_latency() {
    let record = Script::new()
        .ok("A", 50, 100)
        .ok("B", 0, 20)
        .ended("C", 0, 70, Outcome::HttpError)
        .ended("D", 0, 500, Outcome::Timeout)
        .ended("E", 0, 30, Outcome::Cancelled)
        .never_started("F", 30)
        .running("G", 0)
        .record();
    let latencies = Latencies::of(&record);
    assert_eq!(latencies.ok, [ms(20), ms(50)]);
    assert_eq!(latencies.failed, [ms(70), ms(500)]);
    // Nobody knows of these three how long the browser held them back; of what was not answered nobody could tell.
    assert_eq!((latencies.hidden, latencies.held.len()), (3, 0));
    let measured = Script::new()
        .measured("A", 10, 40, 90)
        .measured("B", 10, 10, 90)
        .job(0, [0, 0, 0, 5, 5])
        .record();
    let latencies = Latencies::of(&measured);
    assert_eq!((latencies.held, latencies.hidden), (vec![ms(0), ms(30)], 0));
}

#[test]
fn bins_are_round_and_few() {
    let latencies = Latencies {
        ok: [103, 150, 199, 200, 730].map(ms).to_vec(),
        failed: vec![ms(418)],
        ..Latencies::default()
    };
    let histogram = Histogram::of(&latencies, 10).unwrap();
    assert_eq!((histogram.from, histogram.width), (ms(100), ms(100)));
    let bins: Vec<(usize, usize)> = histogram.bins.iter().map(|b| (b.ok, b.failed)).collect();
    assert_eq!(
        bins,
        [(3, 0), (1, 0), (0, 0), (0, 1), (0, 0), (0, 0), (1, 0)]
    );
    assert_eq!(Histogram::of(&Latencies::default(), 10), None);
    let zero = Latencies {
        ok: vec![Duration::ZERO],
        failed: vec![],
        ..Latencies::default()
    };
    assert_eq!(
        Histogram::of(&zero, 10).unwrap().bins,
        [Bin { ok: 1, failed: 0 }]
    );
}

#[test]
fn results_wait_behind_the_slow_one_that_is_to_be_delivered_first() {
    let record = Script::new()
        .ok("A", 0, 10)
        .ok("BR", 0, 2000)
        .delivered("C", 0, 100, 2000)
        .delivered("D", 0, 1500, 2001)
        .ok("E", 0, 2500)
        .delivered("F", 0, 2400, 2500)
        .record();
    let waiting = Waiting::of(&record);
    assert_eq!(
        (waiting.results, waiting.total, waiting.longest),
        (3, ms(2501), ms(1900))
    );
    let worst = waiting.worst.unwrap();
    assert_eq!((&*worst.label, worst.id, worst.results), ("BR", 1, 2));
    assert_eq!((worst.total, worst.longest), (ms(2401), ms(1900)));
}

#[test]
fn of_what_cost_as_much_the_earlier_is_the_worst_and_what_cost_nothing_is_none() {
    let record = Script::new()
        .ok("BR", 0, 200)
        .delivered("C", 0, 100, 200)
        .ok("DE", 0, 400)
        .delivered("F", 0, 300, 400)
        .record();
    let waiting = Waiting::of(&record);
    assert_eq!((waiting.results, waiting.total), (2, ms(200)));
    assert_eq!(&*waiting.worst.unwrap().label, "BR");
    // Done at the same time: neither waits for the other, however slow the consumer is.
    let equals = Script::new()
        .ok("A", 0, 100)
        .delivered("B", 0, 100, 130)
        .record();
    assert_eq!(Waiting::of(&equals), Waiting::default());
}

#[test]
fn nobody_waits_for_a_future_of_another_executor() {
    let job = EventKind::Settled {
        id: 1,
        settled: Settled::plain(Outcome::Ok),
    };
    let record = Script::new().ok("slow", 0, 100).job_begun(0, 0);
    let record = record
        .event(50, job)
        .event(120, EventKind::Delivered { id: 1 });
    assert_eq!(Waiting::of(&record.until(120)), Waiting::default());
}

#[test]
fn nobody_waits_in_completion_order_however_slow_the_consumer() {
    let record = Script::new()
        .delivered("A", 0, 50, 90)
        .delivered("B", 0, 40, 80)
        .record();
    assert_eq!(Waiting::of(&record), Waiting::default());
}

#[test]
fn workers_are_used_as_long_as_a_task_ran_there() {
    let record = Script::new()
        .job(0, [0, 0, 0, 100, 100])
        .job(1, [0, 0, 0, 50, 50])
        .job(0, [0, 100, 100, 200, 200])
        .until(500);
    let used = worker_use(&record);
    let figures: Vec<_> = used
        .iter()
        .map(|w| (w.worker, w.tasks, w.busy, w.utilisation))
        .collect();
    assert_eq!(figures, [(0, 2, ms(200), 1.0), (1, 1, ms(50), 0.25)]);
    assert_eq!(&*used[0].executor, "pool");
    assert_eq!(worker_use(&Record::new()), []);
    let no_tick = worker_use(&Script::new().ok("A", 5, 5).record());
    assert_eq!((no_tick[0].tasks, no_tick[0].utilisation), (1, 0.0));
}

#[test]
fn what_came_is_added_up_as_it_settles_as_if_all_lanes_were_looked_through() {
    let script = Script::new()
        .job(0, [0, 0, 10, 100, 110])
        .ok("A", 5, 45)
        .job(1, [0, 0, 5, 50, 52])
        .job(0, [0, 100, 100, 200, 200]);
    let whole = script.until(500);
    for moment in 0..=250 {
        let record = whole.until(ms(moment));
        let tallies = record.tallies();
        for name in ["pool", FETCH] {
            let lanes = || record.lanes().iter().filter(|lane| &*lane.executor == name);
            let tally = tallies.iter().find(|tally| &*tally.executor == name);
            let settled: Vec<_> = lanes().filter(|lane| lane.finished.is_some()).collect();
            assert_eq!(tally.is_some(), !settled.is_empty(), "{name} at {moment}");
            let Some(tally) = tally else { continue };
            let is_ok = |lane: &&&Lane| lane.outcome() == Some(Outcome::Ok);
            assert_eq!(tally.ok, settled.iter().filter(is_ok).count());
            assert_eq!(
                Some(tally.last),
                settled.iter().filter_map(|lane| lane.finished).max()
            );
            let ran = settled
                .iter()
                .filter_map(|lane| Some(lane.finished? - lane.started?));
            assert_eq!(tally.ran, ran.sum());
            let computed = settled.iter().filter_map(|lane| lane.phase("compute"));
            assert_eq!(
                tally.computed.unwrap_or_default(),
                computed.map(|(from, to)| to - from).sum()
            );
            let tasks: usize = tally.workers.values().map(|(tasks, _)| tasks).sum();
            assert_eq!(tasks, settled.len());
        }
    }
}

#[test]
fn a_worker_that_has_nothing_to_do_passes_no_data() {
    let record = Script::new()
        .job(0, [100, 110, 110, 120, 130])
        .job(0, [300, 310, 310, 320, 330])
        .job(1, [100, 105, 105, 120, 125])
        .record();
    let cost = PassingCost::of(record.lanes()).unwrap();
    assert_eq!((cost.passing, cost.computing), (ms(50), ms(35)));
}

#[test]
fn phases_add_up_but_only_idle_time_is_the_cost_of_passing() {
    let record = Script::new()
        .job(0, [0, 10, 12, 100, 105])
        // Sent ahead: it reached the worker when the one before was done.
        .job(0, [5, 100, 100, 150, 160])
        .measured("BR", 0, 5, 10)
        .record();
    let totals = PhaseTotals::of(record.lanes());
    assert_eq!(totals.jobs, 2);
    assert_eq!((totals.send, totals.queue), (ms(105), ms(2)));
    assert_eq!((totals.compute, totals.back), (ms(138), ms(15)));
    let cost = PassingCost::of(record.lanes()).unwrap();
    assert_eq!((cost.passing, cost.computing), (ms(22), ms(138)));
    assert_eq!(PassingCost::of(&[]), None);
}

fn planned(query: &str) -> RunConfig {
    RunConfig::from_query(&format!("codes=BR&server=sim&{query}")).0
}

#[test]
fn the_first_result_is_no_error() {
    let first = |outcome| {
        let script = Script::new()
            .ended("A", 0, 10, outcome)
            .event(10, EventKind::Delivered { id: 0 });
        first_result(&script.delivered("B", 0, 50, 60).record())
    };
    assert_eq!(first(Outcome::HttpError), Some(ms(60)));
    assert_eq!(first(Outcome::Ok), Some(ms(10)));
}

#[test]
fn what_came_after_the_run_was_cancelled_waited_for_nobody_in_particular() {
    let script = || {
        Script::new()
            .delivered("A", 0, 50, 60)
            .delivered("B", 0, 20, 60)
    };
    let cancelled = script().event(55, EventKind::CancelRequested);
    assert_eq!(Waiting::of(&script().record()).results, 1);
    assert_eq!(Waiting::of(&cancelled.record()).results, 0);
}

#[test]
fn the_plan_s_delays_count_where_the_clock_confirms_them() {
    let config = planned("delay=1000-1000");
    let sum = |took: u64| one_by_one(&config, &Script::new().ok("BR", 7, 7 + took).record());
    assert_eq!(sum(1000), Some(ms(1000)));
    // A browser's clock is coarse, but not coarser than 2 ms.
    assert_eq!((sum(998), sum(997)), (Some(ms(1000)), None));
}

#[test]
fn what_is_cut_short_has_no_delay_of_its_own_to_add_up() {
    for delay in [500, 1000] {
        let config = planned(&format!("delay={delay}-{delay}&timeout=500"));
        let sum = |outcome| {
            let record = Script::new().ended("BR", 0, 500, outcome).record();
            one_by_one(&config, &record)
        };
        assert_eq!(sum(Outcome::Timeout), None, "{delay}");
        assert_eq!(sum(Outcome::NotFound), None, "{delay}");
    }
}

#[test]
fn one_by_one_every_attempt_and_every_pause_would_pass_too() {
    let fails_once = |seed: &u32| {
        let config = planned(&format!(
            "delay=100-100&error_rate=0.5&retries=1&seed={seed}"
        ));
        let plan = config.plan().unwrap();
        let outcome = |attempt| plan.fate("BR", attempt).outcome;
        outcome(1) == FateOutcome::Status(503) && outcome(2) == FateOutcome::Ok
    };
    let seed = (0..100).find(fails_once).unwrap();
    let config = planned(&format!(
        "delay=100-100&error_rate=0.5&retries=1&seed={seed}"
    ));
    let script = Script::new().retried("BR", &[(100, Some(50)), (100, None)]);
    assert_eq!(one_by_one(&config, &script.record()), Some(ms(250)));
}

#[test]
fn speedup_is_against_one_worker_by_medians() {
    let samples = [
        (2, vec![ms(50), ms(51), ms(500)]),
        (1, vec![ms(102)]),
        (4, vec![ms(34)]),
        (8, vec![ms(51)]),
        (0, vec![ms(1)]),
        (3, vec![]),
    ];
    let curve = Speedup::of(&samples).unwrap();
    let figures = curve
        .points()
        .iter()
        .map(|p| (p.workers, p.speedup, p.efficiency));
    assert_eq!(
        figures.collect::<Vec<_>>(),
        [(1, 1.0, 1.0), (2, 2.0, 1.0), (4, 3.0, 0.75), (8, 2.0, 0.25)]
    );
    assert_eq!(curve.best().workers, 4);
    assert_eq!(curve.slower().map(|point| point.workers), Some(8));
    assert_eq!(Speedup::of(&[(2, vec![ms(5)])]), None);
    assert_eq!(Speedup::of(&[(1, vec![ms(0)])]), None);
    assert_eq!(Speedup::of(&[]), None);
}

#[test]
fn of_equals_the_fewest_workers_are_best() {
    let curve = Speedup::of(&[(1, vec![ms(200)]), (2, vec![ms(101)]), (3, vec![ms(100)])]).unwrap();
    assert_eq!(curve.best().workers, 2);
    assert_eq!(curve.slower(), None);
}

#[test]
fn luck_makes_no_number_of_workers_the_best() {
    let two = (2, vec![ms(104), ms(110), ms(99)]);
    let one = (1, vec![ms(200), ms(201), ms(202)]);
    let lucky = (3, vec![ms(98), ms(100), ms(140)]);
    let curve = Speedup::of(&[one.clone(), two.clone(), lucky]).unwrap();
    assert_eq!(curve.best().workers, 2);
    assert_eq!(curve.slower(), None);
    let better = (3, vec![ms(97), ms(98), ms(140)]);
    let unlucky = (4, vec![ms(100), ms(150), ms(99)]);
    let curve = Speedup::of(&[one.clone(), two.clone(), better, unlucky]).unwrap();
    assert_eq!(curve.best().workers, 3);
    assert_eq!(curve.slower(), None);
    // Two per cent are within the noise.
    let alike = (4, vec![ms(102)]);
    let curve = Speedup::of(&[(1, vec![ms(200)]), (3, vec![ms(100)]), alike]).unwrap();
    assert_eq!((curve.best().workers, curve.slower()), (3, None));
    let slow = (4, vec![ms(107), ms(108), ms(109)]);
    let curve = Speedup::of(&[one, two, slow]).unwrap();
    assert_eq!(curve.slower().map(|point| point.workers), Some(4));
}

#[test]
fn the_serial_share_is_found_again() {
    let curve = |serial: f64, numbers: &[usize]| {
        let time = |n: usize| Duration::from_secs_f64(10.0 / Speedup::amdahl(serial, n));
        let samples: Vec<_> = numbers.iter().map(|n| (*n, vec![time(*n)])).collect();
        Speedup::of(&samples).unwrap()
    };
    for serial in [0.01, 0.1, 0.5, 1.0] {
        let fit = curve(serial, &[1, 2, 3, 4, 8]).amdahl_fit(8).unwrap();
        assert!((fit.share - serial).abs() < 1e-6, "{serial}: {fit:?}");
        assert!(fit.error < 1e-6 && fit.numbers == 5, "{fit:?}");
    }
    // None to speak of, none at all, too few numbers of workers, or too few of them within the cores.
    assert_eq!(curve(0.004, &[1, 2, 3, 4]).amdahl_fit(4), None);
    assert_eq!(curve(0.0, &[1, 2, 3, 4]).amdahl_fit(4), None);
    assert_eq!(curve(0.1, &[1, 2, 3]).amdahl_fit(4), None);
    assert_eq!(curve(0.1, &[1, 2, 3, 4]).amdahl_fit(3), None);
}

#[test]
fn a_curve_that_does_not_follow_the_law_has_no_serial_share() {
    let curve = |times: [u64; 4]| {
        let samples = [1, 2, 3, 4].map(|n| (n, vec![ms(times[n - 1])]));
        Speedup::of(&samples).unwrap()
    };
    // Two of four cores are shared with others: from two workers on nothing is gained.
    assert_eq!(curve([1000, 510, 500, 505]).amdahl_fit(4), None);
    let fit = curve([1000, 560, 410, 322]).amdahl_fit(4).unwrap();
    assert!((fit.share - 0.105).abs() < 0.01, "{fit:?}");
    assert!(fit.error > 0.001 && fit.error < 0.02, "{fit:?}");
    // All lie near the curve, but a share of 0.7 % is not told from none within 1.7 %.
    assert_eq!(curve([1000, 525, 323, 255]).amdahl_fit(4), None);
}

/// By another program, in Python, from the formulas of linear regression through the origin.
#[test]
fn the_error_of_a_fit_is_the_standard_error() {
    let times = [1000, 555, 395, 330, 280, 245];
    let samples: Vec<_> = (1..).zip(times.map(|time| vec![ms(time)])).collect();
    let fit = Speedup::of(&samples).unwrap().amdahl_fit(6).unwrap();
    assert!((fit.share - 0.0995176332).abs() < 1e-9, "{fit:?}");
    assert!((fit.error - 0.0030966380).abs() < 1e-9, "{fit:?}");
}

proptest! {
    #[test]
    fn steps_never_cover_more_than_there_are(spans in proptest::collection::vec((0u64..50, 0u64..50), 0..40)) {
        let spans: Vec<_> = spans.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
        let steps = Steps::of(spans.iter().map(|(from, to)| (ms(*from), Some(ms(*to)))));
        let covering = |at: u64| spans.iter().filter(|(from, to)| *from <= at && at < *to).count();
        let value = |at: u64| {
            let before = steps.steps().iter().take_while(|step| step.at <= ms(at));
            before.last().map_or(0, |step| step.count)
        };
        for at in 0..51 {
            prop_assert_eq!(value(at), covering(at));
        }
    }

    #[test]
    fn bins_hold_everything(ok in proptest::collection::vec(any::<u32>(), 0..50), failed in proptest::collection::vec(any::<u32>(), 0..50), max_bins in 0usize..60) {
        let times = |values: Vec<u32>| values.into_iter().map(|v| Duration::from_micros(v.into())).collect();
        let latencies = Latencies { ok: times(ok), failed: times(failed), ..Latencies::default() };
        match Histogram::of(&latencies, max_bins) {
            None => prop_assert_eq!(latencies.ok.len() + latencies.failed.len(), 0),
            Some(histogram) => {
                prop_assert!(histogram.bins.len() <= max_bins.max(2));
                prop_assert_eq!(histogram.bins.iter().map(|b| b.ok).sum::<usize>(), latencies.ok.len());
                prop_assert_eq!(histogram.bins.iter().map(|b| b.failed).sum::<usize>(), latencies.failed.len());
            }
        }
    }
}
