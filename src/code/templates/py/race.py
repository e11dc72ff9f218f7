"""«title»

Needs Python 3.10 or newer«needs», and a server that answers: `cargo xtask serve`. ⟦!elsewhere⟧
Needs Python 3.10 or newer«needs». ⟦?elsewhere⟧
"""

from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import «executors»
from http.client import HTTPException
from time import «time»
from urllib.error import HTTPError ⟦!retries⟧
from urllib.error import HTTPError, URLError ⟦?retries⟧
from urllib.request import urlopen

from distributed import Client ⟦?dask⟧
from tqdm import tqdm ⟦!verbose⟧
 ⟦?others⟧
BASE = «base» ⟦!list⟧
MAX_WORKERS = «max_workers»
TIMEOUT = «timeout»  # seconds, for each step of a request
RETRIES = «retries» ⟦?retries⟧
# The same settings, as an address of the page has them.
RUN = «run»
«codes»


«download»


def download_many(executor: Executor) -> Counter[str]: ⟦!compare⟧
def download_many(executor: Executor, strategy: str) -> Counter[str]: ⟦?compare⟧
    counts: Counter[str] = Counter()
    to_do = {executor.submit(download, cc): cc for cc in «all»} ⟦submit⟧
    # In the order of submission. So would executor.map, but it ends at the first error. ⟦?in_order⟧
    arrivals = as_completed(to_do) if strategy == "as_completed" else to_do ⟦?compare⟧
    for future in tqdm(«arrivals», total=len(to_do)): ⟦!verbose deliver⟧
    for future in «arrivals»: ⟦?verbose deliver⟧
        cc = to_do[future] ⟦deliver⟧
        try:
            future.result() ⟦deliver⟧
            status = "ok"
        except «status_error» as error:
            status = "not found" if error.code == 404 else "error" ⟦not_found http_error⟧
        except (OSError, HTTPException):  # no connection, or no whole answer in time
            status = "error" ⟦no_answer⟧
        counts[status] += 1
        print(cc, status) ⟦?verbose⟧
    return counts


«recorded»


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
    args = parser.parse_args()
    for strategy in ("sequential", "map", "as_completed"): ⟦?compare⟧
    «main» ⟦!compare⟧
        «main» ⟦?compare⟧


if __name__ == "__main__":
    main()
