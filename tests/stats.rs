//! Figures that follow from a record.
#![cfg(not(target_arch = "wasm32"))]

mod records;

use std::time::Duration;

use photofinish::record::{Outcome, Record};
use photofinish::stats::{
    Bin, Histogram, Latencies, PassingCost, PhaseTotals, Progress, Quantiles, Speedup, Step, Steps,
    Waiting, elapsed, first_result, median, percentile, worker_use,
};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use records::{Script, ms};

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
    assert_eq!(progress.fraction(), 0.5);
}

#[test]
fn progress_knows_nothing_before_the_first_and_stands_still_after_the_end() {
    let nothing = Progress::of(&Script::new().queued("A").record(), ms(5));
    assert_eq!(
        (nothing.per_second, nothing.left, nothing.fraction()),
        (None, None, 0.0)
    );
    let over = Progress::of(&Script::new().ok("A", 0, 100).until(110), ms(9999));
    assert_eq!((over.elapsed, over.left), (ms(110), Some(Duration::ZERO)));
    let empty = Progress::of(&Record::new(), ms(5));
    assert_eq!(
        (empty.done, empty.total, empty.fraction(), empty.left),
        (0, 0, 0.0, None)
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
    let in_flight = Steps::in_flight(record.lanes());
    assert_eq!(steps(&in_flight), [(0, 2), (150, 1), (200, 0)]);
    assert_eq!(in_flight.peak(), record.max_in_flight());
    assert_eq!(in_flight.time_at_least(2), ms(150));
    assert_eq!(in_flight.time_at_least(3), ms(0));
}

#[test]
fn a_task_that_runs_is_in_flight_to_the_end() {
    let record = Script::new().running("A", 10).queued("B").record();
    assert_eq!(steps(&Steps::in_flight(record.lanes())), [(10, 1)]);
}

#[test]
fn the_wire_carries_less_than_is_in_flight_where_the_browser_queues() {
    let script = (0..12).fold(Script::new(), |script, n| {
        let turn = n / 6 * 100;
        script.measured("A", 0, turn, turn + 100)
    });
    let record = script.record();
    assert_eq!(Steps::in_flight(record.lanes()).peak(), 12);
    let wire = Steps::on_the_wire(record.lanes());
    assert_eq!((wire.peak(), wire.kept()), (6, 6));
}

#[test]
fn a_moment_is_not_kept() {
    let spans = [(0, 100), (0, 100), (50, 51)];
    let steps = Steps::of(spans.map(|(from, to)| (ms(from), Some(ms(to)))));
    assert_eq!((steps.peak(), steps.kept()), (3, 2));
    assert_eq!((Steps::default().peak(), Steps::default().kept()), (0, 0));
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
}

#[test]
fn bins_are_round_and_few() {
    let latencies = Latencies {
        ok: [103, 150, 199, 200, 730].map(ms).to_vec(),
        failed: vec![ms(418)],
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
}

#[test]
fn phases_add_up_but_only_idle_time_is_the_cost_of_passing() {
    let record = Script::new()
        .job(0, [0, 10, 12, 100, 105])
        // Sent ahead: it reached the worker when the one before was done.
        .job(0, [5, 100, 100, 150, 160])
        .ok("BR", 0, 10)
        .record();
    let totals = PhaseTotals::of(record.lanes());
    assert_eq!(totals.jobs, 2);
    assert_eq!((totals.send, totals.queue), (ms(105), ms(2)));
    assert_eq!((totals.compute, totals.back), (ms(138), ms(15)));
    let cost = PassingCost::of(record.lanes()).unwrap();
    assert_eq!((cost.passing, cost.computing), (ms(22), ms(138)));
    assert_eq!(PassingCost::of(&[]), None);
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
    assert_eq!(curve.within(2).points().len(), 2);
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
    let slow = (4, vec![ms(107), ms(108), ms(109)]);
    let curve = Speedup::of(&[one, two, slow]).unwrap();
    assert_eq!(curve.slower().map(|point| point.workers), Some(4));
}

#[test]
fn the_serial_share_is_found_again() {
    for serial in [0.0, 0.1, 0.5, 1.0] {
        let time = |n: usize| Duration::from_secs_f64(10.0 / Speedup::amdahl(serial, n));
        let samples: Vec<_> = [1, 2, 3, 4, 8].map(|n| (n, vec![time(n)])).to_vec();
        let found = Speedup::of(&samples).unwrap().serial_share().unwrap();
        assert!((found - serial).abs() < 1e-6, "{serial}: {found}");
    }
    let alone = Speedup::of(&[(1, vec![ms(5)])]).unwrap();
    assert_eq!(alone.serial_share(), None);
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
        prop_assert!(steps.kept() <= steps.peak());
    }

    #[test]
    fn bins_hold_everything(ok in proptest::collection::vec(any::<u32>(), 0..50), failed in proptest::collection::vec(any::<u32>(), 0..50), max_bins in 0usize..60) {
        let times = |values: Vec<u32>| values.into_iter().map(|v| Duration::from_micros(v.into())).collect();
        let latencies = Latencies { ok: times(ok), failed: times(failed) };
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
