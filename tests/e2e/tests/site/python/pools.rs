//! Pools whose workers have an interpreter each: as processes outside of the page.

use e2e::drive;

use super::here::Here;
use super::hostile::Ends::{Code, Never};
use super::hostile::{all_end, case};
use super::native;

const RACE: &str = "?lang=en&experiment=race&codes=BR&server=local&seed=1";

/// What a pool does, and how its errors come back.
const PROGRAM: &str = r#"
import os
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import current_process

made_by_everybody = [__name__]

def square(n):
    return n * n

def names():
    return made_by_everybody

def fail(n):
    raise KeyError(n)

class Unreadable(Exception):
    def __init__(self, one, two):
        super().__init__(one)

def fail_unreadably():
    raise Unreadable(1, 2)

def remember(n):
    sys.remembered = n

def remembered():
    return sys.remembered

def whose():
    return os.getpid(), os.getppid(), current_process().name.rpartition("-")[2]

if __name__ == "__main__":
    with ProcessPoolExecutor(1) as pool:
        own, parent, number = pool.submit(whose).result()
        print(own != os.getpid(), parent == os.getpid(), number, current_process().name)
    with ProcessPoolExecutor(2) as pool:
        futures = {pool.submit(square, n): n for n in range(12)}
        print(sorted((futures[future], future.result()) for future in as_completed(futures)))
        print(list(pool.map(pow, range(5), [2] * 5, chunksize=2)))
        error = pool.submit(fail, 3).exception()
        print(type(error).__name__, error, type(error.__cause__).__name__, "in fail" in str(error.__cause__))
        print([frame.name for frame in traceback.extract_tb(error.__traceback__)])
        for task in (lambda: 1, open(__file__)):
            error = pool.submit(str, task).exception()
            print(type(error).__name__, type(error.__cause__).__name__, str(error.__cause__).strip()[:3])
        print(type(pool.submit(open, __file__).exception()).__name__)
    with ProcessPoolExecutor(1, initializer=remember, initargs=("this",)) as pool:
        print(pool.submit(remembered).result())
    with ProcessPoolExecutor(2) as pool:
        ended = pool.submit(os._exit, 3).exception()
        print(type(ended).__name__, ended)
        try:
            pool.submit(pow, 2, 2)
        except Exception as error:
            print(type(error).__name__, error)
    with ProcessPoolExecutor(1) as pool:
        lost = pool.submit(fail_unreadably).exception()
        print(type(lost).__name__, lost, type(lost.__cause__).__name__, str(lost.__cause__).strip()[:3])
"#;

#[test]
fn a_pool_of_processes_does_what_it_does_outside() {
    drive(RACE, async |page, _| {
        let here = Here::open(page).await;
        let outside = native::output("pools", PROGRAM);
        here.write(PROGRAM).await;
        here.run().await;
        assert_eq!(here.printed().await, outside, "{}", here.status().await);
        assert_eq!(here.status().await, "The program is over.");
        here.until("/workers of pools have a Python of their own each. The slowest took [0-9.]+\\ss to start/.test(element.textContent)").await;
        // Its futures are futures of the page.
        here.until("element.textContent.includes('Futures of the program')")
            .await;
    });
}

#[test]
fn pools_that_are_used_in_a_wrong_way_say_so_and_end() {
    all_end(&[
        case(
            "a program without its idiom",
            "from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor(1) as pool:\n    print(pool.submit(pow, 2, 3).result())",
            "before the\n        current process has finished its bootstrapping phase.",
            Code(1),
        ),
        case(
            "its end",
            "from concurrent.futures import ProcessPoolExecutor\nprint(ProcessPoolExecutor(1).submit(pow, 2, 3).result())",
            "BrokenProcessPool: A process in the process pool was terminated abruptly",
            Code(1),
        ),
        case(
            "too many",
            "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor(9)",
            "ValueError: max_workers must be <= 8",
            Code(1),
        ),
        case(
            "pools in pools",
            "from concurrent.futures import ProcessPoolExecutor\ndef inner():\n    return ProcessPoolExecutor(1).submit(pow, 2, 3).result()\n\
             if __name__ == '__main__':\n    with ProcessPoolExecutor(1) as pool: pool.submit(inner).result()",
            "OSError: a worker of a pool has none of its own in a page",
            Code(1),
        ),
        case(
            "interpreters",
            "from concurrent.futures import InterpreterPoolExecutor\ndef hello(): print('hello from one')\n\
             if __name__ == '__main__':\n    with InterpreterPoolExecutor(1, initializer=hello) as pool:\n        print(pool.submit(pow, 2, 3).result())",
            "hello from one\n8\n",
            Code(0),
        ),
        case(
            "a loop in a worker",
            "from concurrent.futures import ProcessPoolExecutor\ndef spin():\n    print('begun', flush=True)\n    while True: pass\n\
             if __name__ == '__main__':\n    with ProcessPoolExecutor(1) as pool: pool.submit(spin)",
            "begun",
            Never,
        ),
    ]);
}
