"""20 flags, at most 5 at once, each as soon as it is there.

Needs Python 3.10 or newer, distributed and tqdm, and a server that answers: `cargo xtask serve`.
"""

from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import Executor, as_completed
from http.client import HTTPException
from time import perf_counter
from urllib.error import HTTPError
from urllib.request import urlopen

from distributed import Client
from tqdm import tqdm

BASE = "http://127.0.0.1:8001/flags"
MAX_WORKERS = 5
TIMEOUT = 5  # seconds, for each step of a request
# The same settings, as an address of the page has them.
RUN = "server=delay"
# What seed 42 has in store for each, the same as in the page.
PLAN = {
    "BD": "delay=715", "BR": "delay=549", "CD": "delay=830", "CN": "delay=610", "DE": "delay=232",
    "EG": "delay=672", "ET": "delay=327", "FR": "delay=346", "ID": "delay=648", "IN": "delay=963",
    "IR": "delay=924", "JP": "delay=242", "MX": "delay=733", "NG": "delay=928", "PH": "delay=879",
    "PK": "delay=167", "RU": "delay=546", "TR": "delay=341", "US": "delay=143", "VN": "delay=324",
}


class Refused(Exception):
    """An answer without a flag. An HTTPError holds its socket, which cannot travel."""

    @property
    def code(self) -> int:
        return self.args[0]


def download(cc: str) -> bytes:
    code = cc.lower()
    url = f"{BASE}/{code}/{code}.svg?{PLAN[cc]}"
    try:
        with urlopen(url, timeout=TIMEOUT) as response:
            return response.read()
    except HTTPError as error:
        raise Refused(error.code, error.reason) from None


def download_many(executor: Executor) -> Counter[str]:
    counts: Counter[str] = Counter()
    to_do = {executor.submit(download, cc): cc for cc in PLAN}
    for future in tqdm(as_completed(to_do), total=len(to_do)):
        cc = to_do[future]
        try:
            future.result()
            status = "ok"
        except Refused as error:
            status = "not found" if error.code == 404 else "error"
        except (OSError, HTTPException):  # no connection, or no whole answer in time
            status = "error"
        counts[status] += 1
    return counts


def recorded(executor: Executor, file: str | None) -> Executor:
    if file is None:
        return executor
    from photofinish_recorder import record  # one file, beside this one

    return record(executor, file, RUN, name="fetch")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    args = parser.parse_args()
    # Who only waits needs no process. Client("tcp://ADDRESS:8786") takes a cluster that runs.
    with (
        Client(processes=False, n_workers=1, threads_per_worker=MAX_WORKERS) as client,
        recorded(client.get_executor(pure=False), args.record) as executor,
    ):
        start = perf_counter()
        counts = download_many(executor)
    for status, count in counts.most_common():
        print(f"{count:3} {status}")
    print(f"Elapsed time: {perf_counter() - start:.2f}s")


if __name__ == "__main__":
    main()
