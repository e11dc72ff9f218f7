"""20 flags, one after the other."""
# Needs Python 3.10 or newer, distributed, requests and tqdm, and a server: `cargo xtask serve`.

from argparse import ArgumentParser
from collections import Counter
from time import perf_counter

import requests
from distributed import Client  # Client("tcp://ADDRESS:8786") takes a cluster that runs
from tqdm import tqdm

BASE = "http://127.0.0.1:8001/flags"
MAX_WORKERS = 1
TIMEOUT = 5  # seconds, for each step of a request
RUN = "strategy=sequential&server=delay"  # these settings, for the page
PLAN = {  # what seed 42 has in store for each, as in the page
    "BD": "715", "BR": "549", "CD": "830", "CN": "610", "DE": "232", "EG": "672", "ET": "327",
    "FR": "346", "ID": "648", "IN": "963", "IR": "924", "JP": "242", "MX": "733", "NG": "928",
    "PH": "879", "PK": "167", "RU": "546", "TR": "341", "US": "143", "VN": "324",
}


def download(cc: str) -> bytes:
    answer = requests.get(f"{BASE}/{cc.lower()}/{cc.lower()}.svg?delay={PLAN[cc]}", timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.content


parser = ArgumentParser(description=__doc__)
parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
args = parser.parse_args()
client = Client(processes=False, threads_per_worker=MAX_WORKERS)  # who waits needs no process
executor = client.get_executor(pure=False)
if args.record:
    from photofinish_recorder import record  # one file, beside this one
    executor = record(executor, args.record, RUN, name="fetch")
start, counts = perf_counter(), Counter()
with client, executor:
    to_do = {executor.submit(download, cc): cc for cc in PLAN}
    # In the order of submission. So would executor.map, but it ends at the first error.
    for future in tqdm(to_do, total=len(to_do)):
        try:
            future.result()
            status = "ok"
        except requests.RequestException as exc:  # refused, or no whole answer in time
            status = "not found" if getattr(exc.response, "status_code", 0) == 404 else "error"
        counts[status] += 1
for status, count in counts.most_common():
    print(f"{count:3} {status}")
print(f"Elapsed time: {perf_counter() - start:.2f}s")
