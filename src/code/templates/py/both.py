"""«title»

Needs Python 3.10 or newer«needs», and a server that answers: `cargo xtask serve`. ⟦!elsewhere⟧
Needs Python 3.10 or newer«needs». ⟦?elsewhere⟧
"""

import hashlib ⟦?sha256⟧
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from concurrent.futures import «executors»
from http.client import HTTPException
from itertools import pairwise ⟦?mandelbrot⟧
from math import isqrt ⟦?primes⟧
from time import «time»
from urllib.error import HTTPError ⟦!retries⟧
from urllib.error import HTTPError, URLError ⟦?retries⟧
from urllib.request import urlopen

from distributed import Client ⟦?dask⟧
from tqdm import tqdm ⟦!verbose⟧
 ⟦?others⟧
BASE = «base» ⟦!list⟧
MAX_WORKERS = «max_workers»
WORKERS = «workers»
TIMEOUT = «timeout»  # seconds, for each step of a request
RETRIES = «retries» ⟦?retries⟧
# The same settings, as an address of the page has them.
RUN = «run»
«codes»
«jobs»


«download»


«kernel»


def race(downloads: Executor, pool: Executor) -> Counter[str]:
    counts: Counter[str] = Counter()
    to_do = {downloads.submit(download, cc): cc for cc in «all»} ⟦submit⟧
    to_do |= {pool.submit(work, job): label(job) for job in JOBS} ⟦submit⟧
    for future in tqdm(as_completed(to_do), total=len(to_do)): ⟦!verbose deliver⟧
    for future in as_completed(to_do): ⟦?verbose deliver⟧
        try:
            future.result() ⟦deliver⟧
            status = "ok"
        except «status_error» as error:
            status = "not found" if error.code == 404 else "error" ⟦not_found http_error⟧
        except (OSError, HTTPException):  # no connection, or no whole answer in time
            status = "error" ⟦no_answer⟧
        counts[status] += 1
        print(to_do[future], status) ⟦?verbose⟧
    return counts


«recorded»


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    args = parser.parse_args()
    start = perf_counter() ⟦!dask⟧
    with ( ⟦!dask⟧
        recorded(ThreadPoolExecutor(MAX_WORKERS), args.record, "fetch", str) as downloads, ⟦!dask⟧
        recorded(ProcessPoolExecutor(WORKERS), args.record, "pool", label) as pool, ⟦!dask⟧
    ): ⟦!dask⟧
    with ( ⟦?dask⟧
        Client(processes=False, n_workers=1, threads_per_worker=MAX_WORKERS) as io, ⟦?dask⟧
        Client(n_workers=WORKERS, threads_per_worker=1) as cpu, ⟦?dask⟧
        recorded(io.get_executor(pure=False), args.record, "fetch", str) as downloads, ⟦?dask⟧
        recorded(cpu.get_executor(pure=False), args.record, "pool", label) as pool, ⟦?dask⟧
    ): ⟦?dask⟧
        start = perf_counter() ⟦?dask⟧
        counts = race(downloads, pool)
    for status, count in counts.most_common():
        print(f"{count:3} {status}")
    print(f"Elapsed time: {perf_counter() - start:.2f}s")


if __name__ == "__main__":
    main()
