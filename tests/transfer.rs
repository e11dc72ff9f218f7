//! What Passing data measures, and what it makes of a record.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::time::Duration;

use photofinish::config::{RunConfig, TransferConfig};
use photofinish::lab::transfer::{
    BreakEven, Mode, SMALL_JOBS, Step, break_even, chunk_rows, rows, steps,
};
use photofinish::record::{EventKind, Outcome, Phase, Record, Settled};

fn plan(query: &str) -> Vec<Step> {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    steps(&config.transfer, config.seed)
}

/// A record in which passing `bytes` takes 1 ms for each 1000 bytes by clone, 5 ms whatever the
/// size by transfer, the work 2 ms for each 1000 bytes, and a chunk 1 ms and 0.01 ms per job.
fn record(steps: &[Step]) -> Record {
    let mut record = Record::new();
    let mut now = Duration::ZERO;
    for (id, step) in steps.iter().enumerate() {
        let submitted = EventKind::Submitted {
            id,
            label: "x".into(),
            executor: "pool".into(),
        };
        record.push(now, submitted);
        let mut settled = Settled::plain(Outcome::Ok);
        let mut phase = |name: &str, micros: u64| {
            let from = now;
            now += Duration::from_micros(micros);
            settled.phases.push(Phase {
                name: name.into(),
                from,
                to: now,
            });
        };
        match *step {
            Step::Pass { bytes, mode } => {
                let passing = match mode {
                    Mode::Main => 0,
                    Mode::Clone => bytes / 2,
                    Mode::Transfer => 2500,
                };
                phase("send", passing);
                phase("compute", bytes * 2);
                phase("return", passing);
            }
            Step::Chunk { jobs, .. } => phase("compute", 1000 + 10 * jobs as u64),
        }
        record.push(now, EventKind::Settled { id, settled });
    }
    record
}

#[test]
fn every_size_is_measured_by_every_way_in_every_round() {
    let steps = plan("experiment=transfer");
    let passes: Vec<_> = steps
        .iter()
        .filter(|step| matches!(step, Step::Pass { .. }))
        .map(|step| format!("{step:?}"))
        .collect();
    let distinct: BTreeSet<_> = passes.iter().collect();
    let rounds: Vec<_> = passes.chunks(distinct.len()).collect();
    assert_eq!(rounds.len(), 5);
    for round in &rounds {
        assert_eq!(round.iter().collect::<BTreeSet<_>>(), distinct);
    }
    // What the largest leaves behind must not always fall on the same one.
    let after_largest = |round: &&[String]| {
        let largest = format!("bytes: {}", 64 << 20);
        let place = round.iter().rposition(|step| step.contains(&largest));
        round[(place.unwrap() + 1) % round.len()].clone()
    };
    let met: BTreeSet<_> = rounds.iter().map(after_largest).collect();
    assert!(met.len() > 2, "{met:?}");
    assert_ne!(steps, plan("experiment=transfer&seed=5"));
}

#[test]
fn every_round_of_chunks_holds_all_small_jobs_also_where_they_do_not_divide() {
    let steps = plan("experiment=transfer&chunk=100");
    for size in [1, 100, 1024] {
        let jobs: usize = steps
            .iter()
            .map(|step| match step {
                Step::Chunk { jobs, of, .. } if *of == size => *jobs,
                _ => 0,
            })
            .sum();
        assert_eq!(jobs, 3 * SMALL_JOBS, "{size}");
    }
}

#[test]
fn the_largest_chunk_that_can_be_asked_for_is_measured_as_it_was_asked_for() {
    assert_eq!(TransferConfig::MAX_CHUNK, SMALL_JOBS);
    let steps = plan(&format!("experiment=transfer&chunk={SMALL_JOBS}"));
    let full = steps
        .iter()
        .filter(|step| matches!(step, Step::Chunk { jobs, .. } if *jobs == SMALL_JOBS));
    assert_eq!(full.count(), 3);
}

#[test]
fn rows_are_medians_of_the_phases() {
    let steps = plan("experiment=transfer");
    let rows = rows(&steps, &record(&steps));
    let row = |mode| {
        rows.iter()
            .find(|row| row.bytes == 1 << 20 && row.mode == mode)
            .unwrap()
    };
    assert_eq!(row(Mode::Clone).passing(), Duration::from_micros(1 << 20));
    assert_eq!(row(Mode::Transfer).passing(), Duration::from_millis(5));
    assert_eq!(row(Mode::Main).total(), Duration::from_micros(2 << 20));
}

#[test]
fn transfer_pays_from_the_size_at_which_the_work_takes_longer_than_the_way() {
    let steps = plan("experiment=transfer");
    let rows = rows(&steps, &record(&steps));
    // Cloning costs half of the work at every size, transferring its 5 ms from 2,500 bytes on.
    let smallest = rows[0].bytes;
    assert_eq!(
        break_even(&rows),
        BreakEven::From {
            bytes: smallest,
            mode: Mode::Clone
        }
    );
    let without_clone: Vec<_> = rows.into_iter().filter(|r| r.mode != Mode::Clone).collect();
    assert_eq!(
        break_even(&without_clone),
        BreakEven::From {
            bytes: 4096,
            mode: Mode::Transfer
        }
    );
    assert_eq!(break_even(&[]), BreakEven::Never);
}

#[test]
fn a_small_job_costs_less_the_more_are_sent_as_one() {
    let steps = plan("experiment=transfer");
    let rows = chunk_rows(&steps, &record(&steps));
    assert_eq!(rows[0].chunk, 1);
    assert_eq!(rows[0].per_job, Duration::from_micros(1010));
    assert!(rows.is_sorted_by(|a, b| a.per_job > b.per_job));
}
