//! Requests submitted by hand: the seventh waits for the browser, and the server's count says so.

use std::cell::RefCell;
use std::rc::Rc;

use photofinish::config::Server;
use photofinish::lessons::by_hand::{ByHand, Count, Counter, MOST, TAKES, Tools, counted};
use photofinish::race::Origin;
use photofinish::runtime::{Runtime, VirtualRuntime};

use super::browser::{Browser, Habits, Timing};
use super::machine::ms;

fn origin(base: &str) -> Origin {
    Origin {
        base: base.to_owned(),
        extension: "svg",
    }
}

/// A browser of six connections, and a server that counts what it has of it: at this moment, by its own account.
fn pressed(times: usize, is_aside: bool) -> (ByHand, Rc<VirtualRuntime>, Rc<RefCell<Count>>) {
    let runtime = Rc::new(VirtualRuntime::new());
    let habits = Habits {
        connections: Some(6),
        timing: Timing::Told,
        protocol: "http/1.1",
        is_dead: false,
        asks_to_wait: false,
    };
    let browser = Browser::new(runtime.clone(), habits);
    let told = Rc::new(RefCell::new(Count::default()));
    let tools = Tools {
        runtime: runtime.clone(),
        fetcher: Rc::new(browser),
        ask: Some((
            {
                let told = told.clone();
                Rc::new(move || {
                    let count = *told.borrow();
                    Box::pin(async move { Some(count) })
                })
            },
            is_aside,
        )),
        on_change: Rc::new(|| ()),
    };
    let server = Server::Delay;
    let by_hand = ByHand::new(server, origin("http://there/flags"), tools).unwrap();
    for _ in 0..times {
        by_hand.submit();
    }
    (by_hand, runtime, told)
}

#[test]
fn the_seventh_waits_for_the_browser_while_ours_runs() {
    let (by_hand, runtime, told) = pressed(9, true);
    *told.borrow_mut() = Count {
        in_flight: 6,
        max_in_flight: 6,
    };
    runtime.advance(ms(1000));
    let now = by_hand.pressed();
    assert_eq!((now.submitted, now.running, now.came), (9, 9, 0));
    assert_eq!(now.count.unwrap().in_flight, 6);
    told.borrow_mut().in_flight = 0;
    runtime.run();
    let over = by_hand.pressed();
    assert_eq!((over.running, over.most, over.came), (0, 9, 9));
    assert_eq!(over.held, TAKES);
    assert_eq!(over.count.unwrap().max_in_flight, 6);
}

#[test]
fn a_server_that_cannot_be_asked_aside_is_asked_when_all_are_over() {
    let (by_hand, runtime, told) = pressed(2, false);
    *told.borrow_mut() = Count {
        in_flight: 0,
        max_in_flight: 2,
    };
    runtime.advance(ms(1000));
    assert_eq!(by_hand.pressed().count, None);
    runtime.run();
    assert_eq!(by_hand.pressed().count.unwrap().max_in_flight, 2);
}

#[test]
fn what_is_stopped_is_aborted_and_more_than_the_most_are_not_taken() {
    let (by_hand, runtime, _) = pressed(MOST + 5, true);
    runtime.advance(ms(100));
    assert_eq!(by_hand.pressed().submitted, MOST);
    by_hand.stop();
    runtime.run();
    let over = by_hand.pressed();
    assert_eq!((over.running, over.came), (0, 0));
    assert!(runtime.now() < TAKES);
}

#[test]
fn a_server_is_asked_by_its_other_name_and_only_of_these_requests() {
    let (to, counter) = counted(&Server::Delay, &origin("http://localhost:8001/flags"), "k1");
    assert_eq!(
        to.url("BR", None),
        "http://localhost:8001/flags/br/br.svg?run=k1"
    );
    let counter = counter.unwrap();
    assert_eq!(counter.url, "http://127.0.0.1:8001/stats?run=k1");
    assert!(counter.is_aside);
    let (_, counter) = counted(&Server::Local, &origin("https://example.org/a/flags"), "k1");
    assert_eq!(
        counter.unwrap(),
        Counter {
            url: "https://example.org/a/stats?run=k1".into(),
            is_aside: false
        }
    );
    let (to, counter) = counted(&Server::Sim, &origin("sim/flags"), "k1");
    assert_eq!(to.base, "sim/flags");
    assert_eq!(counter.unwrap().url, "sim/stats");
    // The book's own servers, and those of others, count nothing for us.
    let book = Origin {
        extension: "gif",
        ..origin("http://localhost:8001/flags")
    };
    assert_eq!(counted(&Server::Delay, &book, "k1"), (book, None));
    let own = Origin::of_base("https://example.org/flags");
    let server = Server::Base(own.base.clone());
    assert_eq!(counted(&server, &own, "k1").1, None);
}
