"""Where does it run? Four tasks that wait, and four that compute: in a coroutine, in threads and in processes,
each beside a clock that ticks every 10 ms if it is let.

Needs Python 3.9 or newer.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from math import isqrt
from threading import Event, Thread, get_ident
from time import perf_counter, sleep

TASKS = 4
SECONDS = 0.25
PRIME = 9_999_999_999_971


def wait() -> None:
    sleep(SECONDS)


def compute() -> bool:
    return all(PRIME % divisor for divisor in range(3, isqrt(PRIME) + 1, 2))


class Clock:
    """Knows for how long it stood still at most."""

    def __init__(self) -> None:
        self.start = self.last = perf_counter()
        self.longest = 0.0

    def tick(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, now - self.last)
        self.last = now

    def report(self, name: str) -> None:
        self.tick()
        still = f"the clock stood still for {1000 * self.longest:.0f} ms at most"
        print(f"{name}: {self.last - self.start:.2f}s, {still}")


def in_executor(name: str, executor: Executor, task: Callable[[], object]) -> None:
    with executor:
        # Workers start when there is something to do, and processes take a while.
        for future in [executor.submit(sleep, 0.05) for _ in range(TASKS)]:
            future.result()
        clock, over = Clock(), Event()

        def tick() -> None:
            while not over.wait(0.01):
                clock.tick()

        Thread(target=tick, daemon=True).start()
        for future in [executor.submit(task) for _ in range(TASKS)]:
            future.result()
        over.set()
        clock.report(name)


async def in_coroutine(name: str, task: Callable[[], Coroutine]) -> None:
    clock = Clock()

    async def tick() -> None:
        while True:
            await asyncio.sleep(0.01)
            clock.tick()

    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(task() for _ in range(TASKS)))
    ticking.cancel()
    clock.report(name)


async def wait_in_coroutine() -> None:
    await asyncio.sleep(SECONDS)


async def compute_in_coroutine() -> None:
    compute()


def name_thread(_: int) -> int:
    sleep(0.05)
    return get_ident()


def main() -> None:
    # Who sleeps, or waits for an answer, gives the GIL away: the others go on, and wait at the same time.
    print(f"{TASKS} tasks that wait {SECONDS} s each")
    in_executor("  1 thread", ThreadPoolExecutor(1), wait)
    in_executor(f"  {TASKS} threads", ThreadPoolExecutor(TASKS), wait)
    asyncio.run(in_coroutine("  asyncio", wait_in_coroutine))
    # Who computes keeps it, but for a turn of the others every 5 ms: nothing is sooner over.
    print(f"{TASKS} tasks that compute")
    in_executor("  1 thread", ThreadPoolExecutor(1), compute)
    in_executor(f"  {TASKS} threads", ThreadPoolExecutor(TASKS), compute)
    asyncio.run(in_coroutine("  asyncio", compute_in_coroutine))
    in_executor("  processes", ProcessPoolExecutor(), compute)
    # Who names no number gets one: for processes the cores, for threads min(32, cores + 4).
    with ThreadPoolExecutor() as executor:
        threads = len(set(executor.map(name_thread, range(40))))
    print(f"{os.cpu_count()} cores: ThreadPoolExecutor() has {threads} threads")


if __name__ == "__main__":
    main()
