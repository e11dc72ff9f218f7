"""The numbers of benches/core for CPython's own concurrent.futures, in the same lines.

Subject, metric, unit, median, minimum, maximum, with tabs between; run by `cargo xtask bench core`.
"""
import platform
import statistics
import time
import tracemalloc
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait

ROUNDS = 5
NAME = "CPython " + platform.python_version()


def row(subject, metric, unit, samples):
    figures = (statistics.median(samples), min(samples), max(samples))
    print(subject, metric, unit, *(f"{figure:.4f}" for figure in figures), sep="\t", flush=True)


def timed(metric, count, subjects):
    """Interleaved rounds, as there; a subject prepares and gives what is to be measured."""
    samples = {subject: [] for subject in subjects}
    for _ in range(ROUNDS):
        for subject, prepare in subjects.items():
            run = prepare(count)
            start = time.perf_counter()
            run()
            samples[subject].append((time.perf_counter() - start) * 1e6 / count)
    for subject, taken in samples.items():
        row(f"{NAME} {subject}", f"{metric} of {count}", "µs", taken)


def done(count):
    futures = [Future() for _ in range(count)]
    for number, future in enumerate(futures):
        future.set_result(number)
    return futures


def as_completed_ready(count):
    futures = done(count)

    def run():
        for _ in as_completed(futures):
            pass

    return run


def wait_ready(count):
    futures = done(count)
    return lambda: wait(futures)


def submit_all(count):
    def run():
        with ThreadPoolExecutor(max_workers=4) as executor:
            futures = [executor.submit(int, number) for number in range(count)]
            for future in as_completed(futures):
                future.result()

    return run


def submit_one_by_one(count):
    def run():
        with ThreadPoolExecutor(max_workers=4) as executor:
            for number in range(count):
                executor.submit(int, number).result()

    return run


def memory(count):
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    futures = done(count)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(futures) == count
    row(NAME, f"memory, done, each of {count}", "B", [(after - before) / count])


if __name__ == "__main__":
    for count in (1_000, 10_000, 100_000):
        timed("ready futures, each", count, {"as_completed": as_completed_ready, "wait": wait_ready})
    for count in (1_000, 10_000, 100_000):
        timed("submit to result, 4 at once, each", count, {"as_completed": submit_all})
    timed("submit to result, one by one, each", 10_000, {"result": submit_one_by_one})
    memory(100_000)
