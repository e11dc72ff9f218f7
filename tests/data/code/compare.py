"""20 flags in three ways, at most 5 at once."""
# Needs Python 3.10 or newer and tqdm, and a server: `cargo xtask serve`.

from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from tqdm import tqdm

BASE = "http://127.0.0.1:8001/flags"
MAX_WORKERS = 5
TIMEOUT = 5  # seconds, for each step of a request
RETRIES = 2
RUN = "strategy=compare&server=error&retries=2"  # these settings, for the page
PLAN = {  # what seed 42 has in store for each, as in the page
    "BD": ["715"], "BR": ["549"], "CD": ["830"], "CN": ["610"], "DE": ["232"], "EG": ["672"],
    "ET": ["327"], "FR": ["346&status=503", "115&status=503", "952"],
    "ID": ["648&status=503", "830"], "IN": ["963"], "IR": ["924"], "JP": ["242"], "MX": ["733"],
    "NG": ["928"], "PH": ["879"], "PK": ["167"], "RU": ["546&status=503", "538&status=503", "173"],
    "TR": ["341"], "US": ["143"], "VN": ["324"],
}


def download(cc: str) -> bytes:
    code = cc.lower()
    attempt = 0
    while True:
        url = f"{BASE}/{code}/{code}.svg?delay={PLAN[cc][attempt]}"
        try:
            with urlopen(url, timeout=TIMEOUT) as response:
                return response.read()
        except URLError as error:  # an HTTPError is one too
            status = getattr(error, "code", 503)
            # Only what may pass by itself is tried again.
            if attempt == RETRIES or not (status in (408, 429) or status >= 500):
                raise
        sleep(0.1 * 2**attempt)
        attempt += 1


parser = ArgumentParser(description=__doc__)
parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
args = parser.parse_args()
for strategy in ("sequential", "map", "as_completed"):
    threads = 1 if strategy == "sequential" else MAX_WORKERS
    executor = ThreadPoolExecutor(threads)
    if args.record:
        from photofinish_recorder import record  # one file, beside this one
        executor = record(executor, args.record, RUN, name="fetch", strategy=strategy)
    start, counts = perf_counter(), Counter()
    with executor:
        to_do = {executor.submit(download, cc): cc for cc in PLAN}
        arrivals = as_completed(to_do) if strategy == "as_completed" else to_do
        for future in tqdm(arrivals, total=len(to_do)):
            try:
                future.result()
                status = "ok"
            except (OSError, HTTPException) as exc:  # refused, or no whole answer in time
                status = "not found" if getattr(exc, "code", 0) == 404 else "error"
            counts[status] += 1
    print(strategy)
    for status, count in counts.most_common():
        print(f"{count:3} {status}")
    print(f"Elapsed time: {perf_counter() - start:.2f}s")
