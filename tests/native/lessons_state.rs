//! The inspector's history and the playground of the lessons, on a virtual clock.

use std::rc::Rc;
use std::time::Duration;

use photofinish::app::inspector::{History, Place, Turn};
use photofinish::app::lessons::marks::marked;
use photofinish::config::Lang;
use photofinish::future::State;
use photofinish::lessons::playground::{
    Call, MAX_WORKERS, OnPurpose, PlayFacts, Playground, Said, Script,
};
use photofinish::record::{Attempt, EventKind, FETCH, Note, Outcome, Phase, Record, Settled};
use photofinish::runtime::VirtualRuntime;
use photofinish::tell::plain;
use photofinish::tell::words;
use photofinish::tell::words::inspector as inspector_texts;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn playground() -> (Rc<VirtualRuntime>, Playground) {
    let runtime = Rc::new(VirtualRuntime::new());
    let playground = Playground::new(runtime.clone(), Rc::new(|| ())).unwrap();
    (runtime, playground)
}

/// The textual forms without their numbers, which go on from test to test.
fn forms(playground: &Playground) -> Vec<String> {
    let form = |text: String| text[text.find("state=").unwrap() + 6..text.len() - 1].to_owned();
    let futures = playground.futures();
    futures.iter().map(|f| form(f.to_string())).collect()
}

fn last(playground: &Playground) -> Said {
    playground.lines().last().unwrap().said.clone()
}

fn measured(playground: &Playground, lang: Lang) -> String {
    let facts = PlayFacts::of(&playground.record(), MAX_WORKERS, &playground.callbacks());
    plain(&(words::lessons::of(lang).summary)(&facts.unwrap()))
}

#[test]
fn the_chapter_shows_three_running_and_two_pending_and_then_the_order_of_completion() {
    let (runtime, playground) = playground();
    playground.play(Script::Chapter);
    runtime.run_until_stalled();
    let states = ["running", "running", "running", "pending", "pending"];
    assert_eq!(forms(&playground), states);
    let told = playground
        .lines()
        .iter()
        .fold(Vec::new(), |mut told, line| {
            if let Said::Form(form) = &line.said {
                told.push(form.contains("state=running"));
            }
            told
        });
    assert_eq!(told, [true, true, true, false, false]);
    assert!(playground.is_playing());

    runtime.run();
    assert!(!playground.is_playing());
    assert_eq!(forms(&playground), ["finished returned str"; 5]);
    let facts = PlayFacts::of(&playground.record(), MAX_WORKERS, &[]).unwrap();
    assert_eq!((facts.at_once, facts.waited), (3, 2));
    let order: Vec<&str> = facts.order.iter().map(|label| &**label).collect();
    assert_eq!(order, ["CN", "BR", "IN", "ID", "US"]);
    assert_eq!(
        measured(&playground, Lang::En),
        "3 ran at once, 2 waited for a worker; a callback ran 0.0 ms after the result; they finished \
         in the order CN, BR, IN, ID, US."
    );
    assert!(measured(&playground, Lang::Zh).ends_with("CN、BR、IN、ID、US。"));
}

#[test]
fn cancel_answers_by_state_and_abort_stops_what_runs() {
    let (runtime, playground) = playground();
    for _ in 0..4 {
        playground.submit(ms(1000), false);
    }
    runtime.run_until_stalled();
    playground.ask(0, Call::Cancel);
    assert_eq!(last(&playground), Said::Cancel(false, State::Running));
    playground.ask(3, Call::Cancel);
    assert_eq!(last(&playground), Said::Cancel(true, State::Pending));
    playground.ask(0, Call::Abort);
    assert_eq!(last(&playground), Said::Abort(true, State::Running));
    assert_eq!(
        forms(&playground),
        ["cancelled", "running", "running", "cancelled"]
    );
    runtime.run();
    assert_eq!(
        measured(&playground, Lang::En),
        "3 ran at once, 1 waited for a worker, 1 cancelled before it started, 1 aborted while it ran."
    );
}

#[test]
fn waiting_with_timeout_gives_up_and_the_task_goes_on() {
    let (runtime, playground) = playground();
    playground.submit(ms(1000), false);
    playground.ask(0, Call::Result(ms(500)));
    runtime.advance(ms(600));
    assert_eq!(last(&playground), Said::TimedOut);
    assert_eq!(forms(&playground), ["running"]);
    playground.ask(0, Call::Result(ms(500)));
    runtime.run();
    assert_eq!(last(&playground), Said::Returned("BR".into()));
}

#[test]
fn a_task_told_to_fail_raises_its_error_where_it_is_asked() {
    let (runtime, playground) = playground();
    playground.submit(ms(10), true);
    runtime.run();
    assert_eq!(forms(&playground), ["finished raised OnPurpose"]);
    playground.ask(0, Call::Result(ms(0)));
    runtime.run();
    assert_eq!(last(&playground), Said::Raised(OnPurpose));
    let raised = (words::lessons::of(Lang::En).said)(&last(&playground));
    assert_eq!(raised, "raised OnPurpose: the task failed on purpose");
}

#[test]
fn a_callback_runs_once_the_future_is_done_or_at_once_if_it_is() {
    let (runtime, playground) = playground();
    playground.submit(ms(10), false);
    playground.ask(0, Call::AddDoneCallback);
    assert_eq!(last(&playground), Said::WillCall);
    runtime.run();
    assert!(matches!(last(&playground), Said::Called(form, after)
        if form.contains("finished") && after.is_zero()));
    playground.ask(0, Call::AddDoneCallback);
    assert!(matches!(last(&playground), Said::CalledAtOnce(_)));
    assert_eq!(
        measured(&playground, Lang::En),
        "1 ran at a time; a callback ran 0.0 ms after the result."
    );
}

#[test]
fn a_shut_down_executor_refuses_tasks_and_ends_those_it_has() {
    let (runtime, playground) = playground();
    playground.submit(ms(10), false);
    playground.shutdown();
    assert_eq!(last(&playground), Said::ShutDown(1));
    playground.submit(ms(10), false);
    assert!(matches!(last(&playground), Said::Refused(_)));
    runtime.run();
    assert_eq!(last(&playground), Said::Drained);
    assert_eq!(forms(&playground), ["finished returned str"]);
}

#[test]
fn map_raises_where_its_failed_item_is_taken_and_is_over() {
    let (runtime, playground) = playground();
    playground.play(Script::Map);
    runtime.run();
    let said: Vec<(Duration, Said)> = (playground.lines().iter())
        .map(|line| (line.at, line.said.clone()))
        .collect();
    let expected = [
        (ms(0), Said::Mapped(4)),
        (ms(600), Said::Returned("BR".into())),
        (ms(600), Said::Returned("CN".into())),
        (ms(900), Said::Raised(OnPurpose)),
        (ms(900), Said::Exhausted(1)),
    ];
    assert_eq!(said, expected);
    assert_eq!(playground.record().delivered().len(), 3);
    assert_eq!(forms(&playground)[3], "finished returned str");
}

#[test]
fn starting_over_leaves_nothing_running() {
    let (runtime, playground) = playground();
    playground.play(Script::Chapter);
    runtime.run_until_stalled();
    playground.clear();
    runtime.run_until_stalled();
    assert_eq!(forms(&playground), ["cancelled"; 5]);
    assert_eq!(runtime.tasks(), 0);
}

#[test]
fn words_wear_their_mark_and_names_do_not() {
    let marks = |lang, text| -> Vec<&str> {
        let parts = marked(lang, text);
        let whole: String = parts.iter().map(|(_, part)| *part).collect();
        assert_eq!(whole, text);
        parts.into_iter().filter_map(|(class, _)| class).collect()
    };
    let english = "queued, then running; completed by as_completed, delivered";
    assert_eq!(
        marks(Lang::En, english),
        ["queued", "running", "completed", "delivered"]
    );
    let chinese = "先排队，再运行，完成后由 as_completed 交付";
    assert_eq!(
        marks(Lang::Zh, chinese),
        ["queued", "running", "completed", "delivered"]
    );
    assert!(marks(Lang::En, "as_completed").is_empty());
    assert!(marks(Lang::Zh, "").is_empty());
}

#[test]
fn the_deadline_passes_and_the_result_is_there_later() {
    let (runtime, playground) = playground();
    playground.play(Script::Deadline);
    runtime.run();
    let said: Vec<(Duration, Said)> = (playground.lines().iter())
        .map(|line| (line.at, line.said.clone()))
        .collect();
    let up = said.iter().position(|(_, said)| *said == Said::TimedOut);
    let up = up.expect("time was up");
    assert_eq!(said[up].0, ms(200));
    assert_eq!(said[up + 1].1, Said::Done(false));
    let (at, last) = &said[said.len() - 2];
    assert_eq!((*at, last), (ms(1500), &Said::Returned("BR".into())));
    assert_eq!(said.last().unwrap().1, Said::Done(true));
}

#[test]
fn exception_hands_out_what_result_raises() {
    let (runtime, playground) = playground();
    playground.submit(ms(10), true);
    playground.submit(ms(10), false);
    runtime.run();
    for (nth, expected) in [(0, Said::Exception(OnPurpose)), (1, Said::NoException)] {
        playground.ask(nth, Call::Exception(ms(0)));
        runtime.run();
        assert_eq!(last(&playground), expected);
    }
    playground.submit(ms(10), false);
    playground.ask(2, Call::Exception(ms(5)));
    runtime.run();
    assert_eq!(last(&playground), Said::TimedOut);
}

/// A fetch as the executor tells of it: sent, woken by its promise, aborted.
fn aborted() -> Record {
    let mut record = Record::new();
    let id = 0;
    let noted = |note| EventKind::Noted { id, note };
    let label = "BR".into();
    let executor = FETCH.into();
    let settled = Settled::plain(Outcome::Cancelled);
    let worker = Some(2);
    let events = [
        EventKind::Submitted {
            id,
            label,
            executor,
        },
        EventKind::Started { id, worker },
        noted(Note::Polled),
        noted(Note::Woken),
        noted(Note::Polled),
        noted(Note::CancelAsked { answer: false }),
        EventKind::Settled { id, settled },
        noted(Note::AbortAsked { answer: true }),
        EventKind::Delivered { id },
    ];
    for (at, kind) in events.into_iter().enumerate() {
        record.push(ms(10 * at as u64), kind);
    }
    record
}

#[test]
fn the_inspector_tells_every_turn_of_a_future() {
    let history = History::of(&aborted(), 0);
    let turns: Vec<Turn> = history.steps.iter().map(|s| s.turn.clone()).collect();
    let expected = [
        Turn::Submitted,
        Turn::Started(Place::Slot(2)),
        Turn::FirstPoll(true),
        Turn::Woken,
        Turn::Polled,
        Turn::CancelAsked(false),
        Turn::Settled(Outcome::Cancelled),
        Turn::AbortAsked(true),
        Turn::Delivered(ms(20)),
    ];
    assert_eq!(turns, expected);
    assert_eq!((history.polls, history.wakes), (2, 1));
    assert_eq!(history.steps[4].at, ms(40));
    assert!(History::of(&aborted(), 1).steps.is_empty());
}

#[test]
fn a_long_history_keeps_both_its_ends() {
    let mut record = aborted();
    for nth in 0..500 {
        let note = Note::Progress(f64::from(nth) / 500.0);
        record.push(ms(1000), EventKind::Noted { id: 0, note });
    }
    let steps = History::of(&record, 0).steps;
    assert_eq!(steps.len(), 61);
    assert_eq!(steps[0].turn, Turn::Submitted);
    assert_eq!(steps[30].turn, Turn::Skipped(449));
    assert_eq!(steps[60].turn, Turn::Progress(499.0 / 500.0));
}

#[test]
fn each_request_of_a_future_tells_the_time_of_the_server_from_that_of_the_way() {
    let attempt = |server, waited: Option<(u64, u64)>| Attempt {
        number: 1,
        from: ms(0),
        to: ms(320),
        outcome: Outcome::HttpError,
        http_status: Some(503),
        error: None,
        phases: (waited.into_iter())
            .map(|(from, to)| Phase {
                name: "waiting".into(),
                from: ms(from),
                to: ms(to),
            })
            .collect(),
        server,
        redirected: false,
        pause: None,
    };
    let said = |lang, attempt: &Attempt| (inspector_texts::of(lang).request)(attempt);
    let whole = attempt(Some(ms(300)), Some((5, 317)));
    assert_eq!(whole.on_the_way(), Some(ms(12)));
    assert_eq!(
        said(Lang::En, &whole),
        "HTTP 503 after 320 ms: 300 ms at the server, 12 ms on the way"
    );
    assert_eq!(
        said(Lang::Zh, &whole),
        "HTTP 503，用时 320 毫秒：服务器处理 300 毫秒，途中 12 毫秒"
    );
    // One of both alone tells nothing, and no time is less than none.
    for part in [attempt(None, Some((5, 317))), attempt(Some(ms(300)), None)] {
        assert_eq!(part.on_the_way(), None);
        assert_eq!(said(Lang::En, &part), "HTTP 503 after 320 ms");
    }
    let coarse = attempt(Some(ms(300)), Some((20, 319)));
    assert_eq!(coarse.on_the_way(), Some(ms(0)));
}
