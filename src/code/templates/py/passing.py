"""Data passed on: to another thread by a queue, to another process by its executor, there and back.

Needs Python 3.9 or newer.
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from queue import Queue
from time import perf_counter

BYTES = «bytes»
ROUNDS = 3


def give_back(data: bytes) -> bytes:
    return data


def by_queue(data: bytes) -> bytes:
    there: Queue = Queue()
    back: Queue = Queue()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(lambda: back.put(there.get()))
        there.put(data)
        return back.get()


def main() -> None:
    data = bytes(range(256)) * (BYTES // 256)
    with ProcessPoolExecutor(1) as executor:
        # A process takes a while to start.
        executor.submit(give_back, b"").result()

        # Below it are queues of multiprocessing: what is put in is pickled, sent, and made anew on the other side.
        def by_process(data: bytes) -> bytes:
            return executor.submit(give_back, data).result()

        for name, way in (("a queue between threads", by_queue), ("an executor of processes", by_process)):
            shortest = float("inf")
            for _ in range(ROUNDS):
                start = perf_counter()
                came = way(data)
                shortest = min(shortest, perf_counter() - start)
            what = "the object itself" if came is data else "an equal copy" if came == data else "something else"
            print(f"{len(data)} bytes by {name}: {what} is back after {1000 * shortest:.1f} ms")


if __name__ == "__main__":
    main()
