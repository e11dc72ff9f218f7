"""«title»"""
# Needs Python 3.10 or newer«needs».

import hashlib ⟦?sha256⟧
from argparse import ArgumentParser
from concurrent import futures
from itertools import pairwise, product ⟦?mandelbrot⟧
from math import isqrt ⟦?primes⟧
from threading import Event, Thread ⟦?clock⟧
from time import perf_counter

from distributed import Client  # Client("tcp://ADDRESS:8786") takes a cluster that runs ⟦?dask⟧
from tqdm import tqdm ⟦!verbose⟧
 ⟦?others⟧
WORKERS = «workers»
RUN = «run»  # these settings, for the page
«jobs»


«kernel»


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
if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    parser.add_argument("--executor", default="«kind»", help="of concurrent.futures") ⟦!dask⟧
    args = parser.parse_args()
    for workers in range(1, WORKERS + 1): ⟦?sweep⟧
    «main» ⟦!sweep⟧
        «main» ⟦?sweep⟧
