"""What a future is: five tasks for three workers, and what can be asked of one of them; and what the other
class of that name, asyncio's, has in common with it.

Needs Python 3.9 or newer.
"""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError, as_completed
from time import sleep

# How long each takes: two of them wait for a worker, and the order of their ends is not that of submission.
SECONDS = {"BR": 1.8, "CN": 1.0, "ID": 2.3, "IN": 0.9, "US": 1.4}


def task(cc: str) -> str:
    sleep(SECONDS[cc])
    return cc


def report(future: Future[str]) -> None:
    print("callback:", future)


def methods(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


async def awaited(future: Future[str]) -> str:
    """In asyncio one Future stands for the other."""
    other = asyncio.wrap_future(future)
    print("is it an asyncio.Future:", isinstance(other, asyncio.Future))
    return await other


def main() -> None:
    # The block ends when all of its futures have.
    with ThreadPoolExecutor(max_workers=3) as executor:
        to_do: dict[Future[str], str] = {}
        for cc in SECONDS:
            future = executor.submit(task, cc)
            to_do[future] = cc
            print(cc, future)
        first = next(iter(to_do))
        # A worker takes it in a moment of its own.
        while not (first.running() or first.done()):
            sleep(0.01)
        print("done():", first.done())
        first.add_done_callback(report)
        print("cancel():", first.cancel())
        try:
            print("result(timeout=0.5):", first.result(timeout=0.5))
        except TimeoutError:
            print("result(timeout=0.5): TimeoutError, and the task goes on")
        for future in as_completed(to_do):
            print(to_do[future], future, future.result())
        print("done():", first.done())
        print("exception():", first.exception())
    here, there = methods(Future), methods(asyncio.Future)
    print("both classes named Future:", *sorted(here & there))
    print("only concurrent.futures:", *sorted(here - there))
    print("only asyncio:", *sorted(there - here))
    print("await:", asyncio.run(awaited(first)))


if __name__ == "__main__":
    main()
