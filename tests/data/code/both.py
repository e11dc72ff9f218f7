"""20 flags, at most 5 at once, beside 12 jobs by 2 workers: each as soon as it is there."""
# Needs Python 3.10 or newer, and a server: `cargo xtask serve`.

import hashlib
from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from http.client import HTTPException
from time import perf_counter
from urllib.request import urlopen

BASE = "http://127.0.0.1:8001/flags"
MAX_WORKERS = 5
WORKERS = 2
TIMEOUT = 5  # seconds, for each step of a request
RUN = "experiment=both&server=local&kernel=sha256&verbose=1"  # these settings, for the page
CODES = [
    "BD", "BR", "CD", "CN", "DE", "EG", "ET", "FR", "ID", "IN", "IR", "JP", "MX", "NG", "PH", "PK",
    "RU", "TR", "US", "VN",
]
JOBS = [(42 + n, 1048576) for n in range(12)]


def download(cc: str) -> bytes:
    code = cc.lower()
    with urlopen(f"{BASE}/{code}/{code}.svg", timeout=TIMEOUT) as response:
        return response.read()


def random_bytes(seed: int, length: int) -> bytes:
    """The page's: SplitMix32. Making them takes longer here than the digest."""
    words = bytearray()
    for n in range(1, (length + 3) // 4 + 1):
        z = (seed + n * 0x9E3779B9) & 0xFFFFFFFF
        z = ((z ^ z >> 16) * 0x21F0AAAD) & 0xFFFFFFFF
        z = ((z ^ z >> 15) * 0x735A2D97) & 0xFFFFFFFF
        words += (z ^ z >> 15).to_bytes(4, "little")
    return bytes(words[:length])


def work(job: tuple[int, int]) -> str:
    return hashlib.sha256(random_bytes(*job)).hexdigest()[:16] + "…"


def label(job: tuple[int, int]) -> str:
    return f"{job[1] / 1024:.1f} KB"


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    args = parser.parse_args()
    downloads, pool = ThreadPoolExecutor(MAX_WORKERS), ProcessPoolExecutor(WORKERS)
    if args.record:
        from photofinish_recorder import record  # one file, beside this one
        downloads = record(downloads, args.record, RUN, name="fetch", label=str)
        pool = record(pool, args.record, RUN, name="pool", label=label)
    start, counts = perf_counter(), Counter()
    with downloads, pool:
        to_do = {downloads.submit(download, cc): cc for cc in CODES}
        to_do |= {pool.submit(work, job): label(job) for job in JOBS}
        for future in as_completed(to_do):
            try:
                future.result()
                status = "ok"
            except (OSError, HTTPException) as exc:  # refused, or no whole answer in time
                status = "not found" if getattr(exc, "code", 0) == 404 else "error"
            counts[status] += 1
            print(to_do[future], status)
    for status, count in counts.most_common():
        print(f"{count:3} {status}")
    print(f"Elapsed time: {perf_counter() - start:.2f}s")
