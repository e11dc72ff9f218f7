//! What Passing data measures, and what it makes of a record, held against a model of the machine.

use std::collections::BTreeSet;
use std::time::Duration;

use photofinish::app::lab::headline::{Far, Told, headline, passing_findings};
use photofinish::app::state::Stage;
use photofinish::config::{Lang, RunConfig, TransferConfig};
use photofinish::lab::transfer::{
    Mode, Quantity, Row, SMALL_JOBS, Span, Step, chunk_rows, keep_to_the_time, measured, rows,
    steps, verdict,
};
use photofinish::record::{EventKind, Outcome, Phase, Record, Settled};
use photofinish::tell::plain;
use photofinish::tell::words::lab::Asked;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    config
}

fn plan(query: &str) -> Vec<Step> {
    let config = config(query);
    steps(&config.transfer, config.seed)
}

/// A machine, in nanoseconds: the truth.
#[derive(Clone, Copy, Debug)]
struct Machine {
    /// Sending and taking a message of no size, copied and handed over, each.
    message: [u64; 2],
    /// Copying 1024 bytes, on one end.
    copy: u64,
    /// The work on 1024 bytes, on the page and in the worker.
    work: [u64; 2],
    /// All that a pass takes besides.
    way: u64,
    /// A size with which sending and taking take longer by so much, each.
    slow: [u64; 2],
    /// The step of the clock.
    step: u64,
}

impl Machine {
    /// A usual one, whose clock could not be better.
    const USUAL: Machine = Machine {
        message: [9_000, 8_000],
        copy: 150,
        work: [1_000, 1_000],
        way: 20_000,
        slow: [0, 0],
        step: 1,
    };

    fn here(&self, bytes: u64) -> u64 {
        self.work[0] * bytes / 1024
    }

    /// Of sending, and as much again of taking back.
    fn one_end(&self, bytes: u64, mode: Mode) -> u64 {
        let more = if bytes == self.slow[0] {
            self.slow[1]
        } else {
            0
        };
        match mode {
            Mode::Main => 0,
            Mode::Clone => self.message[0] + self.copy * bytes / 1024 + more,
            Mode::Transfer => self.message[1] + more,
        }
    }

    fn value(&self, bytes: u64, mode: Mode, quantity: Quantity) -> u64 {
        let held = 2 * self.one_end(bytes, mode);
        match (mode, quantity) {
            (Mode::Main, _) => self.here(bytes),
            (_, Quantity::Held) => held,
            (_, Quantity::Whole) => held + self.way + self.work[1] * bytes / 1024,
        }
    }

    /// What a clock shows at its moments.
    fn shown(&self, nanos: u64) -> Duration {
        Duration::from_nanos(nanos / self.step * self.step)
    }

    /// A run on it; a chunk takes 1 ms and 0.01 ms per job.
    fn run(&self, steps: &[Step]) -> Record {
        let mut record = Record::new();
        let mut now = 0;
        for (id, step) in steps.iter().enumerate() {
            let submitted = EventKind::Submitted {
                id,
                label: "x".into(),
                executor: "pool".into(),
            };
            record.push(self.shown(now), submitted);
            let mut settled = Settled::plain(Outcome::Ok);
            let mut phase = |name: &str, nanos: u64| {
                let from = self.shown(now);
                now += nanos;
                settled.phases.push(Phase {
                    name: name.into(),
                    from,
                    to: self.shown(now),
                });
            };
            match *step {
                Step::Pass {
                    bytes, mode, times, ..
                } => {
                    let (whole, held) = (u64::from(times.whole), u64::from(times.held));
                    if mode == Mode::Main {
                        phase("compute", self.here(bytes) * whole);
                    } else {
                        phase("whole", self.value(bytes, mode, Quantity::Whole) * whole);
                        phase("send", self.one_end(bytes, mode) * held);
                        phase("return", self.one_end(bytes, mode) * held);
                    }
                }
                Step::Chunk { jobs, .. } => phase("compute", 1_000_000 + 10_000 * jobs as u64),
            }
            // The next one begins anywhere between two steps of the clock.
            now += 37_713;
            record.push(self.shown(now), EventKind::Settled { id, settled });
        }
        record
    }

    fn rows(&self, query: &str) -> Vec<Row> {
        let mut steps = plan(query);
        steps.retain(|step| matches!(step, Step::Pass { .. }));
        rows(&steps, &self.run(&steps))
    }
}

#[test]
fn every_size_is_measured_by_every_way_in_every_round() {
    let steps = plan("experiment=transfer");
    let passes: Vec<_> = steps
        .iter()
        .filter(|step| matches!(step, Step::Pass { .. }))
        .map(|step| match step {
            Step::Pass { bytes, mode, .. } => format!("bytes: {bytes}, {mode:?}"),
            Step::Chunk { .. } => unreachable!(),
        })
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
fn a_round_of_chunks_is_one_measurement_and_counts_when_all_of_it_is_over() {
    let steps = plan("experiment=transfer&sizes=1024-1024&chunk=1");
    let first = 5 * 3;
    assert_eq!(measured(&steps, first), first);
    assert_eq!(measured(&steps, first + SMALL_JOBS - 1), first);
    assert_eq!(measured(&steps, first + SMALL_JOBS), first + 1);
    assert_eq!(measured(&steps, steps.len()), first + 6 * 3);
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
fn rows_are_what_one_message_takes() {
    let machine = Machine::USUAL;
    for row in machine.rows("experiment=transfer") {
        let held = machine.value(row.bytes, row.mode, Quantity::Held);
        let whole = machine.value(row.bytes, row.mode, Quantity::Whole);
        let nanos = Duration::from_nanos;
        assert_eq!((row.held(), row.whole), (nanos(held), nanos(whole)));
        assert_eq!(row.held() + row.elsewhere(), row.whole);
    }
}

#[test]
fn a_clock_of_a_tenth_of_a_millisecond_measures_the_smallest_message_to_a_few_per_cent() {
    let machine = Machine {
        step: 100_000,
        ..Machine::USUAL
    };
    for row in machine.rows("experiment=transfer") {
        for quantity in [Quantity::Held, Quantity::Whole] {
            let truth = machine.value(row.bytes, row.mode, quantity) as f64;
            let shown = quantity.of(&row).as_nanos() as f64;
            let off = (shown - truth).abs() / truth;
            // The largest buffers cannot be had often enough: 64 are sent.
            assert!(off < 0.06, "{row:?}: {truth} ns");
        }
    }
}

#[test]
fn a_run_cut_short_tells_of_sizes_measured_by_all_ways_only() {
    let all = Machine::USUAL.rows("experiment=transfer&sizes=1024-65536");
    assert_eq!(verdict(&[], Quantity::Held), None);
    assert_eq!(verdict(&all[..2], Quantity::Held), None);
    let two = verdict(&all[..7], Quantity::Held).unwrap();
    assert_eq!(
        two.measured,
        Span {
            from: 1024,
            to: 2048
        }
    );
}

#[test]
fn what_pays_in_the_middle_only_is_not_said_to_pay_from_there_on() {
    let machine = Machine {
        slow: [256 << 10, 10_000_000],
        ..Machine::USUAL
    };
    let spans = |sizes: &str| {
        let rows = machine.rows(&format!("experiment=transfer&sizes={sizes}"));
        let pays = verdict(&rows, Quantity::Held).unwrap().pays.unwrap();
        assert_eq!(pays.mode, Mode::Transfer);
        let spans = pays.spans.into_iter();
        spans
            .map(|Span { from, to }| (from >> 10, to >> 10))
            .collect::<Vec<_>>()
    };
    assert_eq!(spans("1024-262144"), [(32, 128)]);
    assert_eq!(spans("1024-1048576"), [(32, 128), (512, 1024)]);
}

/// Sentences of a run over `rows`: the one at the top, then the findings.
fn sentences(lang: Lang, rows: &[Row]) -> Vec<String> {
    let config = config("experiment=transfer");
    let asked = Asked {
        config: &config,
        workers: 1,
        cores: 2,
    };
    let told = Told::Passing(rows);
    let top = headline(lang, Stage::Over, &asked, told, Far::default());
    let findings = passing_findings(lang, rows, &[]);
    // Only the sentence at the top has marks of what stands out.
    assert!(
        findings.iter().all(|text| plain(text) == *text),
        "{findings:?}"
    );
    [vec![plain(&top)], findings].concat()
}

/// A number of a text with its unit; times in nanoseconds, with half of what the last digit is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Read {
    Bytes(u64),
    Time { nanos: f64, within: f64 },
}

/// All numbers of a text, in their order.
fn numbers(text: &str) -> Vec<Read> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = &rest[begin..];
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
        let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
        let after = after.strip_prefix(' ').expect("a unit after every number");
        let units = [
            ("KiB", None, 1024.0),
            ("MiB", None, 1_048_576.0),
            ("B", None, 1.0),
            ("ns", Some(()), 1.0),
            ("µs", Some(()), 1e3),
            ("ms", Some(()), 1e6),
            ("s", Some(()), 1e9),
            ("纳秒", Some(()), 1.0),
            ("微秒", Some(()), 1e3),
            ("毫秒", Some(()), 1e6),
            ("秒", Some(()), 1e9),
        ];
        let (unit, is_time, worth) = units
            .into_iter()
            .find(|(unit, ..)| after.starts_with(unit))
            .unwrap_or_else(|| panic!("no unit: {after}"));
        let value: f64 = number.parse().unwrap();
        let decimals = number.split_once('.').map_or(0, |(_, digits)| digits.len());
        found.push(match is_time {
            None => Read::Bytes((value * worth) as u64),
            Some(()) => Read::Time {
                nanos: value * worth,
                within: worth / 10f64.powi(decimals as i32) * 0.501,
            },
        });
        rest = &after[unit.len()..];
    }
    found
}

/// What a sentence claims: by which way, at which of `sizes`, and the figures it gives.
#[derive(Debug)]
struct Claim {
    quantity: Quantity,
    mode: Mode,
    sizes: BTreeSet<u64>,
    figures: Vec<Read>,
}

fn claim(lang: Lang, text: &str, sizes: &[u64]) -> Claim {
    let zh = lang == Lang::Zh;
    let (where_it_is, figures) = text
        .rsplit_once(if zh { '：' } else { ':' })
        .unwrap_or_else(|| panic!("{text}"));
    let word = |en: &str, chinese: &str| where_it_is.contains(if zh { chinese } else { en });
    let all = word("very size measured", "在测量过的每个大小");
    let none = word("At no size measured", "都不比");
    let bounds: Vec<u64> = (numbers(where_it_is).into_iter())
        .map(|number| match number {
            Read::Bytes(bytes) => bytes,
            Read::Time { .. } => panic!("{text}"),
        })
        .collect();
    let claimed = if all || none {
        assert_eq!(bounds.first(), sizes.first(), "{text}");
        assert_eq!(bounds.last(), sizes.last(), "{text}");
        if none {
            BTreeSet::new()
        } else {
            sizes.iter().copied().collect()
        }
    } else {
        let parts = where_it_is.split(if zh { "，以及" } else { " and " });
        let mut claimed = BTreeSet::new();
        for part in parts.take_while(|part| part.contains("iB")) {
            let bounds: Vec<u64> = (numbers(part).into_iter())
                .filter_map(|number| match number {
                    Read::Bytes(bytes) => Some(bytes),
                    Read::Time { .. } => None,
                })
                .collect();
            let is_open = part.contains(if zh { " 起" } else { " on" });
            let last = match (bounds.as_slice(), is_open) {
                ([_], true) => u64::MAX,
                ([one], false) => *one,
                ([_, to], false) => *to,
                _ => panic!("{text}"),
            };
            claimed.extend(
                sizes
                    .iter()
                    .filter(|size| (bounds[0]..=last).contains(size)),
            );
        }
        claimed
    };
    Claim {
        quantity: if word("computing, takes less", "总用时") || word("the whole", "总用时") {
            Quantity::Whole
        } else {
            Quantity::Held
        },
        mode: if word("copying data", "复制数据") {
            Mode::Clone
        } else {
            Mode::Transfer
        },
        sizes: claimed,
        figures: numbers(figures),
    }
}

fn any_machine() -> impl Strategy<Value = Machine> {
    let numbers = (
        [200..60_000u64, 200..60_000u64],
        1..2_000u64,
        [1..4_000u64, 1..4_000u64],
        0..100_000u64,
        (10..20u32, 0..10_000_000u64),
    );
    numbers.prop_map(|(message, copy, work, way, (size, more))| Machine {
        message,
        copy,
        work,
        way,
        slow: [1 << size, more],
        step: 1,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_number_of_every_sentence_is_that_of_the_machine(
        machine in any_machine(),
        smallest in 10..20u32,
        more in 0..7u32,
    ) {
        let (min, max) = (1u64 << smallest, 1u64 << (smallest + more).min(26));
        let sizes: Vec<u64> = (0..=more).map(|power| min << power).filter(|size| *size <= max).collect();
        let rows = machine.rows(&format!("experiment=transfer&sizes={min}-{max}"));
        for lang in [Lang::En, Lang::Zh] {
            let sentences = sentences(lang, &rows);
            for (index, quantity) in [Quantity::Held, Quantity::Whole].into_iter().enumerate() {
                let text = &sentences[index];
                let claim = claim(lang, text, &sizes);
                prop_assert_eq!(claim.quantity, quantity, "{}", text);
                let shorter = |mode| -> BTreeSet<u64> {
                    let is_shorter = |size: &&u64| machine.value(**size, mode, quantity) < machine.here(**size);
                    sizes.iter().filter(is_shorter).copied().collect()
                };
                let (copied, handed_over) = (shorter(Mode::Clone), shorter(Mode::Transfer));
                prop_assert_eq!(&claim.sizes, &shorter(claim.mode), "{}", text);
                prop_assert_eq!(claim.sizes.len(), copied.len().max(handed_over.len()), "{}", text);
                let at = *claim.sizes.first().unwrap_or(&max);
                let truths = [Mode::Transfer, Mode::Clone, Mode::Main].map(|mode| machine.value(at, mode, quantity));
                check(&claim.figures, at, truths).map_err(|why| format!("{text}: {why}")).unwrap();
            }
            if let Some(text) = sentences.get(2) {
                let truths = [Mode::Transfer, Mode::Clone, Mode::Main]
                    .map(|mode| machine.value(max, mode, Quantity::Held));
                check(&numbers(text), max, truths).map_err(|why| format!("{text}: {why}")).unwrap();
            }
            prop_assert!(sentences.len() <= 3);
        }
    }
}

/// The numbers of a sentence are this size and these three times, and nothing else.
fn check(figures: &[Read], at: u64, truths: [u64; 3]) -> Result<(), String> {
    let sizes = figures.iter().filter(|read| matches!(read, Read::Bytes(_)));
    if sizes.ne([&Read::Bytes(at)]) {
        return Err(format!("not the figures of {at}"));
    }
    let times: Vec<_> = (figures.iter())
        .filter_map(|read| match *read {
            Read::Bytes(_) => None,
            Read::Time { nanos, within } => Some((nanos, within)),
        })
        .collect();
    let is_true =
        |((nanos, within), truth): (&(f64, f64), &u64)| (nanos - *truth as f64).abs() <= *within;
    if times.len() == truths.len() && times.iter().zip(&truths).all(is_true) {
        Ok(())
    } else {
        Err(format!("{truths:?}"))
    }
}

#[test]
fn a_small_job_costs_less_the_more_are_sent_as_one() {
    let steps = plan("experiment=transfer");
    let rows = chunk_rows(&steps, &Machine::USUAL.run(&steps));
    assert_eq!(rows[0].chunk, 1);
    assert!(rows.is_sorted_by(|a, b| a.per_job > b.per_job));
}

/// Does the steps as the driver does, on a machine on which each message takes so many microseconds, and
/// gives the time it took.
fn run_in_time(steps: &mut Vec<Step>, message: u64) -> Duration {
    let (mut elapsed, mut done) = (Duration::ZERO, 0);
    while done < steps.len() {
        let each = Duration::from_micros(message);
        let took = match &mut steps[done] {
            Step::Pass {
                mode: Mode::Main, ..
            } => Duration::from_millis(4),
            Step::Pass { times, .. } => {
                *times = times.within(each, each);
                // Eight to find out, twice.
                each * (16 + times.whole + times.held)
            }
            Step::Chunk { .. } => each / 20,
        };
        elapsed += took;
        done += 1;
        keep_to_the_time(steps, done, elapsed);
    }
    elapsed
}

#[test]
fn a_slow_machine_measures_fewer_messages_and_rounds_in_about_ten_seconds() {
    for (message, longest) in [(40, 8), (400, 11), (2_000, 11), (5_000, 16)] {
        let mut steps = plan("experiment=transfer");
        let planned = steps.clone();
        let took = run_in_time(&mut steps, message);
        assert!(
            took < Duration::from_secs(longest),
            "{message} µs: {took:?}"
        );
        // Whatever it takes, all is measured once.
        let once = |steps: &[Step]| {
            let once = steps.iter().filter(|step| step.round() == 0);
            once.map(|step| match step {
                Step::Pass { bytes, mode, .. } => format!("{bytes} {mode:?}"),
                Step::Chunk { jobs, of, .. } => format!("{jobs} of {of}"),
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(once(&steps), once(&planned));
        assert_eq!(steps.len() == planned.len(), message <= 400, "{message} µs");
    }
}

#[test]
fn no_round_of_chunks_is_left_out_in_its_middle() {
    let mut steps = plan("experiment=transfer&sizes=1024-1024");
    let second = |step: &Step| {
        matches!(
            step,
            Step::Chunk {
                of: 1,
                round: 1,
                ..
            }
        )
    };
    let begun = steps.iter().position(second).unwrap() + 1;
    keep_to_the_time(&mut steps, begun, Duration::from_secs(3600));
    assert_eq!(steps.iter().filter(|step| second(step)).count(), SMALL_JOBS);
    assert!(
        steps[begun..]
            .iter()
            .all(|step| second(step) || step.round() == 0)
    );
}

#[test]
fn rows_are_what_one_message_takes_however_many_were_measured() {
    let machine = Machine::USUAL;
    let mut steps = plan("experiment=transfer");
    steps.retain(|step| matches!(step, Step::Pass { .. }));
    for (nth, step) in steps.iter_mut().enumerate() {
        if let Step::Pass { times, .. } = step {
            let slow = Duration::from_micros(1 + 500 * (nth as u64 % 7));
            *times = times.within(slow, slow);
        }
    }
    let nanos = Duration::from_nanos;
    for row in rows(&steps, &machine.run(&steps)) {
        let held = machine.value(row.bytes, row.mode, Quantity::Held);
        let whole = machine.value(row.bytes, row.mode, Quantity::Whole);
        assert_eq!((row.held(), row.whole), (nanos(held), nanos(whole)));
        let measured = steps.iter().filter_map(|step| match step {
            Step::Pass {
                bytes, mode, times, ..
            } if (*bytes, *mode) == (row.bytes, row.mode) => Some(times.whole),
            _ => None,
        });
        assert_eq!(row.times.whole, measured.sum::<u32>());
    }
}

#[test]
fn the_steps_follow_from_what_their_futures_are_called() {
    let planned = plan("experiment=transfer&chunk=300");
    let labels: Vec<String> = planned.iter().map(Step::label).collect();
    let told = Step::told(labels.iter().map(|label| &**label));
    assert_eq!(told, planned);
    // What is none ends it: a file may hold anything.
    for wrong in [
        "",
        "BR",
        "chunk of x",
        "chunk of 9999",
        "1 B main, times",
        "-1 B main, 1 times",
    ] {
        assert_eq!(Step::told([wrong, &labels[0]]), [], "{wrong}");
    }
}
