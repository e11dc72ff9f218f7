"""One number that «workers» threads count up, «times» times each: with nothing between them, and with a lock.

Needs Python 3.9 or newer. The interpreter may change threads between the reading and the writing, and then additions are
lost. How many is chance; that it is none is no promise.
"""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from sys import setswitchinterval
from threading import BoundedSemaphore, Lock
from time import perf_counter, sleep

WORKERS = «workers»
TIMES = «times»
PERMITS = «permits»
CAPACITY = «capacity»  # items that the queue holds

number = 0
lock = Lock()
permits = BoundedSemaphore(PERMITS)
inside = most = 0


def one_more(value: int) -> int:
    return value + 1


def plain() -> None:
    global number
    for _ in range(TIMES):
        number = one_more(number)


def locked() -> None:
    global number
    for _ in range(TIMES):
        with lock:
            number = one_more(number)


def permitted() -> None:
    global inside, most
    for _ in range(25):
        with permits:
            with lock:
                inside += 1
                most = max(most, inside)
            sleep(0.001)
            with lock:
                inside -= 1


def count(way) -> str:
    global number
    number = 0
    with ThreadPoolExecutor(WORKERS) as executor:
        for future in [executor.submit(way) for _ in range(WORKERS)]:
            future.result()
    return f"{number} of {WORKERS * TIMES}, {WORKERS * TIMES - number} lost"


def pass_on() -> str:
    items: Queue = Queue(maxsize=CAPACITY)

    def produce() -> None:
        for item in range(TIMES // 100):
            items.put(item)
        items.put(None)

    def consume() -> int:
        taken = 0
        while items.get() is not None:
            taken += 1
        return taken

    with ThreadPoolExecutor(2 * WORKERS) as executor:
        producers = [executor.submit(produce) for _ in range(WORKERS)]
        consumers = [executor.submit(consume) for _ in range(WORKERS)]
        for future in producers:
            future.result()
        return f"{sum(future.result() for future in consumers)} of {WORKERS * (TIMES // 100)} items"


def allow() -> str:
    with ThreadPoolExecutor(2 * WORKERS) as executor:
        for future in [executor.submit(permitted) for _ in range(2 * WORKERS)]:
            future.result()
    return f"at most {most} of {2 * WORKERS} inside"


def main() -> None:
    # As often as it can: what is lost by chance is lost sooner.
    setswitchinterval(1e-6)
    for name, way in (("no lock", lambda: count(plain)), ("lock", lambda: count(locked)), ("semaphore", allow), ("queue", pass_on)):
        start = perf_counter()
        print(f"{name}: {way()}, {perf_counter() - start:.2f}s")


if __name__ == "__main__":
    main()
