//! Programs that are broken, or mean harm: the page goes on, Stop ends them at once, and a sentence says what happened.

use e2e::{Page, drive};

use super::here::Here;

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN&server=delay&delay=1000-1000&error_rate=0&seed=1&timeout=30000";

/// A program, and how it ends.
pub struct Case {
    name: &'static str,
    program: &'static str,
    /// What has to stand among what it prints.
    prints: &'static str,
    ends: Ends,
}

/// How a program ends.
pub enum Ends {
    /// By itself, with this exit code.
    Code(u8),
    /// By itself, of which the page says this.
    Saying(&'static str),
    /// Never: it is stopped once it has printed what it has to.
    Never,
}

use Ends::{Code, Never, Saying};

/// A program of this name.
pub const fn case(
    name: &'static str,
    program: &'static str,
    prints: &'static str,
    ends: Ends,
) -> Case {
    Case {
        name,
        program,
        prints,
        ends,
    }
}

/// Runs them one after another, in one page.
pub fn all_end(cases: &[Case]) {
    drive(RACE, async |page, _| {
        let here = Here::open(page).await;
        for case in cases {
            eprintln!("{}", case.name);
            ends(page, &here, case).await;
        }
        // After all of them the page does what it did, and Python too.
        here.write("print('whole', 6 * 7)").await;
        here.run().await;
        assert_eq!(here.printed().await, "whole 42\n");
        page.start().await;
        page.until_over().await;
        assert_eq!(page.export().await["summary"]["ok"], 2);
    });
}

async fn ends(page: &Page, here: &Here<'_>, case: &Case) {
    let name = case.name;
    here.write(case.program).await;
    here.start().await;
    if matches!(case.ends, Never) {
        here.until(&format!(
            "element.querySelector('[role=log]')?.textContent.includes({:?})",
            case.prints
        ))
        .await;
        is_usable(page).await;
        page.press("Stop").await;
        here.until_status("Stopped, and all that it had begun with it.")
            .await;
        here.until_over().await;
        return;
    }
    here.until_over().await;
    is_usable(page).await;
    let (status, printed) = (here.status().await, here.printed().await);
    match case.ends {
        Code(0) => assert_eq!(status, "The program is over.", "{name}: {printed}"),
        Code(code) => {
            let said = format!("The program is over, with exit code {code}.");
            assert_eq!(status, said, "{name}: {printed}");
        }
        Saying(part) => assert!(status.contains(part), "{name}: {status}\n{printed}"),
        Never => {}
    }
    assert!(printed.contains(case.prints), "{name}: {printed}");
    // What is ours is not the reader's to read.
    assert!(!printed.contains("/inpage/"), "{name}: {printed}");
}

/// The page does what one asks of it, and draws.
async fn is_usable(page: &Page) {
    for tab in ["Rust", "Python"] {
        let tab = page.find("tab", tab).await;
        page.tap(&tab).await;
        page.until(&tab, "element.ariaSelected === 'true'").await;
    }
    let frames = "const done = arguments[arguments.length - 1];
        requestAnimationFrame(() => requestAnimationFrame(done));";
    let drawn = page.client().execute_async(frames, Vec::new()).await;
    drawn.expect("the page draws");
}

#[test]
fn programs_that_never_end_are_stopped() {
    all_end(&[
        case("a loop", "print('begun')\nwhile True: pass", "begun", Never),
        case(
            "a loop that lets nothing through",
            "print('begun')\nwhile True:\n    try:\n        while True: pass\n    except BaseException:\n        pass",
            "begun",
            Never,
        ),
        case(
            "a loop in C",
            "print('begun', flush=True)\nimport time; time.sleep(0.01)\nsum(1 for _ in iter(int, 1))",
            "begun",
            Never,
        ),
        case(
            "one number that takes for ever",
            "print('begun')\nimport time; time.sleep(0.01)\n9 ** 9 ** 9",
            "begun",
            Never,
        ),
        case(
            "endless printing",
            "n = 0\nwhile True:\n    n += 1\n    print('line', n)",
            "line",
            Never,
        ),
        case(
            "a long sleep",
            "print('begun')\nimport time\ntime.sleep(1e6)",
            "begun",
            Never,
        ),
        case(
            "a word just before a long sleep",
            "import time\nprint('at first')\ntime.sleep(0.001)\nprint('begun')\ntime.sleep(1e6)",
            "begun",
            Never,
        ),
        case(
            "threads that compute for ever",
            "from threading import Thread\ndef spin():\n    print('spins')\n    while True: pass\nfor _ in range(8): Thread(target=spin).start()\n\
             import time; time.sleep(0.2)\nprint('begun')",
            "begun",
            Never,
        ),
        case(
            "a future that is never done",
            "print('begun')\nfrom concurrent.futures import ThreadPoolExecutor\n\
             with ThreadPoolExecutor() as executor:\n    executor.submit(__import__('time').sleep, 1e6)",
            "begun",
            Never,
        ),
        case(
            "a worker that closes itself",
            "print('begun')\nimport time; time.sleep(0.2)\nimport js; js.self.close()\nwhile True: time.sleep(1)",
            "begun",
            Never,
        ),
    ]);
}

#[test]
fn threads_that_wait_for_each_other_are_told_apart() {
    all_end(&[
        case(
            "two locks",
            "from threading import Barrier, Lock, Thread\na, b, met = Lock(), Lock(), Barrier(2)\n\
             def take(one, other):\n    with one:\n        met.wait()\n        with other: print('never')\n\
             print('begun')\nThread(target=take, args=(a, b)).start()\nThread(target=take, args=(b, a)).start()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a lock taken twice",
            "from threading import Lock\nprint('begun')\nlock = Lock()\nlock.acquire()\nlock.acquire()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a thread that printed and ended",
            "import queue, threading\none = queue.Queue()\none.put(1)\n\
             def work():\n    for n in range(5): print('work', n)\nthreading.Thread(target=work).start()\none.join()",
            "work 4\n",
            Saying("A deadlock"),
        ),
        case(
            "a queue that nobody fills",
            "import queue\nprint('begun')\nqueue.Queue().get()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a pool that waits for itself",
            "from concurrent.futures import ThreadPoolExecutor\nprint('begun')\n\
             def outer(): return pool.submit(pow, 2, 3).result()\n\
             with ThreadPoolExecutor(1) as pool: print(pool.submit(outer).result())",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "an event loop that waits for nothing",
            "import asyncio\nprint('begun')\nasync def main(): await asyncio.get_running_loop().create_future()\nasyncio.run(main())",
            "begun",
            Saying("A deadlock"),
        ),
    ]);
}
