"""«title»

Needs Python 3.10 or newer«needs».
"""

import concurrent.futures ⟦!dask⟧
import hashlib ⟦?sha256⟧
from argparse import ArgumentParser
from concurrent.futures import Executor, as_completed
from itertools import pairwise ⟦?mandelbrot⟧
from math import isqrt ⟦?primes⟧
from threading import Event, Thread ⟦?clock⟧
from time import perf_counter

from distributed import Client ⟦?dask⟧
from tqdm import tqdm ⟦!verbose⟧
 ⟦?others⟧
WORKERS = «workers»
# The same settings, as an address of the page has them.
RUN = «run»
«jobs»


«kernel»


def compute_many(executor: Executor) -> None:
    to_do = {executor.submit(work, job): job for job in JOBS} ⟦submit⟧
    for future in tqdm(as_completed(to_do), total=len(to_do)): ⟦!verbose deliver⟧
        future.result() ⟦!verbose deliver⟧
    for future in as_completed(to_do): ⟦?verbose deliver⟧
        print(label(to_do[future]), future.result(), sep=": ") ⟦?verbose deliver⟧


class Clock(Thread): ⟦?clock⟧
    """Ticks every 10 ms if it is let, and notes for how long it was not.""" ⟦?clock⟧
 ⟦?clock⟧
    def __init__(self) -> None: ⟦?clock⟧
        super().__init__(daemon=True) ⟦?clock⟧
        self.over, self.longest = Event(), 0.0 ⟦?clock⟧
        self.start() ⟦?clock⟧
 ⟦?clock⟧
    def run(self) -> None: ⟦?clock⟧
        last = perf_counter() ⟦?clock⟧
        while not self.over.wait(0.01): ⟦?clock⟧
            self.longest = max(self.longest, perf_counter() - last) ⟦?clock⟧
            last = perf_counter() ⟦?clock⟧
 ⟦?clock⟧
 ⟦?clock⟧
«recorded»


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    # Interpreters are there since Python 3.14; threads take turns under the GIL. ⟦!dask⟧
    kinds = ("ProcessPoolExecutor", "InterpreterPoolExecutor", "ThreadPoolExecutor") ⟦!dask⟧
    parser.add_argument("--executor", choices=kinds, default=«kind») ⟦!dask⟧
    args = parser.parse_args()
    pool = getattr(concurrent.futures, args.executor) ⟦!dask⟧
    for workers in range(1, WORKERS + 1): ⟦?sweep⟧
    «main» ⟦!sweep⟧
        «main» ⟦?sweep⟧


if __name__ == "__main__":
    main()
