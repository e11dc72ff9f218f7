"""«title»"""
# Needs Python 3.10 or newer«needs», and a server: `cargo xtask serve`. ⟦!elsewhere⟧
# Needs Python 3.10 or newer«needs». ⟦?elsewhere⟧

from argparse import ArgumentParser
from collections import Counter
from concurrent.futures import «executors» ⟦?executors⟧
from http.client import HTTPException ⟦!dask⟧
from time import «time»
from urllib.error import URLError ⟦!dask ?retries⟧
from urllib.request import urlopen ⟦!dask⟧

import requests ⟦?dask⟧
from distributed import Client  # Client("tcp://ADDRESS:8786") takes a cluster that runs ⟦?dask⟧
from tqdm import tqdm ⟦!verbose⟧
 ⟦?others⟧
BASE = «base» ⟦!list⟧
MAX_WORKERS = «max_workers»
TIMEOUT = «timeout»  # seconds, for each step of a request
RETRIES = «retries» ⟦?retries⟧
RUN = «run»  # these settings, for the page
«codes»


«download»


parser = ArgumentParser(description=__doc__)
parser.add_argument("--record", metavar="FILE", help="write the run as JSON, for the page")
args = parser.parse_args()
for strategy in ("sequential", "map", "as_completed"): ⟦?compare⟧
«main» ⟦!compare⟧
    «main» ⟦?compare⟧
