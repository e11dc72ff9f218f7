"""20 jobs by 2 workers: each result as soon as it is there."""
# Needs Python 3.10 or newer, distributed and tqdm.

from argparse import ArgumentParser
from concurrent import futures
from math import isqrt
from time import perf_counter

from distributed import Client  # Client("tcp://ADDRESS:8786") takes a cluster that runs
from tqdm import tqdm

WORKERS = 2
RUN = "experiment=workers&kernel=primes"  # these settings, for the page
JOBS = [
    9999999999999999, 9999999999999917, 7777777777777777, 7777777777777753, 7777777536340681,
    6666667141414921, 6666666666666719, 6666666666666666, 5555555555555555, 5555555555555503,
    5555553133149889, 4444444488888889, 4444444444444444, 4444444444444423, 3333335652092209,
    3333333333333333, 3333333333333301, 299593572317531, 142702110479723, 2,
]


def work(number: int) -> str:
    if number < 2:
        return "not prime"
    if number % 2 == 0:
        return "prime" if number == 2 else "divisible by 2"
    for divisor in range(3, isqrt(number) + 1, 2):
        if number % divisor == 0:
            return f"divisible by {divisor}"
    return "prime"


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    args = parser.parse_args()
    client = Client(n_workers=WORKERS, threads_per_worker=1)
    executor = client.get_executor(pure=False)  # not pure: equal calls are two tasks
    if args.record:
        from photofinish_recorder import record  # one file, beside this one
        executor = record(executor, args.record, RUN, name="pool", label=str)
    start = perf_counter()
    with client, executor:
        to_do = {executor.submit(work, job): job for job in JOBS}
        for future in tqdm(futures.as_completed(to_do), total=len(to_do)):
            future.result()
    print(f"{WORKERS} workers, elapsed time: {perf_counter() - start:.2f}s")
