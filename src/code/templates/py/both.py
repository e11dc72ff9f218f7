"""«title»"""
# Needs Python 3.10 or newer«needs», and a server: `cargo xtask serve`. ⟦!elsewhere⟧
# Needs Python 3.10 or newer«needs». ⟦?elsewhere⟧

import hashlib ⟦?sha256⟧
from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import «executors»
from http.client import HTTPException ⟦!dask⟧
from itertools import pairwise, product ⟦?mandelbrot⟧
from math import isqrt ⟦?primes⟧
from time import «time»
from urllib.error import URLError ⟦!dask ?retries⟧
from urllib.request import urlopen ⟦!dask⟧

import requests ⟦?dask⟧
from distributed import Client  # Client("tcp://ADDRESS:8786") takes a cluster that runs ⟦?dask⟧
from tqdm import tqdm ⟦!verbose⟧
 ⟦?others⟧
BASE = «base» ⟦!list⟧
MAX_WORKERS = «max_workers»
WORKERS = «workers»
TIMEOUT = «timeout»  # seconds, for each step of a request
RETRIES = «retries» ⟦?retries⟧
RUN = «run»  # these settings, for the page
«codes»
«jobs»


«download»


«kernel»


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    args = parser.parse_args()
    downloads, pool = ThreadPoolExecutor(MAX_WORKERS), ProcessPoolExecutor(WORKERS) ⟦!dask⟧
    io = Client(processes=False, threads_per_worker=MAX_WORKERS)  # who waits needs no process ⟦?dask⟧
    cpu = Client(n_workers=WORKERS, threads_per_worker=1) ⟦?dask⟧
    downloads, pool = io.get_executor(pure=False), cpu.get_executor(pure=False) ⟦?dask⟧
    if args.record:
        from photofinish_recorder import record  # one file, beside this one
        downloads = record(downloads, args.record, RUN, name="fetch", label=str)
        pool = record(pool, args.record, RUN, name="pool", label=«label»)
    start, counts = perf_counter(), Counter()
    with downloads, pool: ⟦!dask⟧
    with io, cpu, downloads, pool: ⟦?dask⟧
        to_do = {downloads.submit(download, cc): cc for cc in «all»} ⟦submit⟧
        to_do |= {pool.submit(work, job): «label»(job) for job in JOBS} ⟦submit⟧
        for future in tqdm(as_completed(to_do), total=len(to_do)): ⟦!verbose deliver⟧
        for future in as_completed(to_do): ⟦?verbose deliver⟧
            «outcome»
            counts[status] += 1
            print(to_do[future], status) ⟦?verbose⟧
    for status, count in counts.most_common():
        print(f"{count:3} {status}")
    print(f"Elapsed time: {perf_counter() - start:.2f}s")
