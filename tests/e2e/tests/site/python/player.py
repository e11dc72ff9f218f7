"""Plays plans on CPython's own executor, most of the time all of them, and says which have the trace that was recorded of it.

Each plan is what is submitted, how it is waited for, and what came of it: crates/concurrent-futures/tests/data/plans.jsonl.
"""

import json
import sys
import threading
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait

# Times of the plans are some 15 ms apart; so many times as far here, which no machine mixes up.
SCALE = 30
# Who begins starts threads, which is work: one plan after another.
BEGINS = threading.Lock()
RETURN_WHEN = {
    "wait_first_completed": FIRST_COMPLETED,
    "wait_first_exception": FIRST_EXCEPTION,
    "wait_all_completed": ALL_COMPLETED,
}


def state(future):
    if future.cancelled():
        return "cancelled"
    if not future.done():
        return "running" if future.running() else "pending"
    return "error" if future.exception() else "ok"


class Pool(ThreadPoolExecutor):
    """Remembers its futures: those of map nobody else sees."""

    def __init__(self, max_workers):
        super().__init__(max_workers)
        self.futures = []

    def submit(self, function, /, *args):
        future = super().submit(function, *args)
        self.futures.append(future)
        return future


class Play:
    """One plan, and what is seen of it."""

    def __init__(self, plan):
        self.plan, self.tasks, self.mode = plan, plan["tasks"], plan["mode"]
        self.lock, self.running = threading.Lock(), 0
        self.starts, self.at_once, self.callback_order = [], [], []
        # Nobody sees what is asked later.
        self.states_on_return = None
        self.seen = {"completions": [], "yields": [], "timeout_error": None, "max_concurrency": 0}

    def work(self, task):
        with self.lock:
            self.running += 1
            self.seen["max_concurrency"] = max(self.seen["max_concurrency"], self.running)
            self.starts.append(task["id"])
        time.sleep(task["delay_ms"] * SCALE / 1000)
        with self.lock:
            self.running -= 1
            self.seen["completions"].append(task["id"])
        if task["outcome"] == "error":
            raise RuntimeError(f"boom:{task['id']}")
        return f"v:{task['id']}"

    def states(self):
        return {task["id"]: state(future) for task, future in zip(self.tasks, self.pool.futures)}

    def look(self, act=None):
        """The states a little after an answer; only the first counts."""
        if self.states_on_return is None:
            time.sleep(self.plan.get("settle_ms", 7) * SCALE / 1000)
            if act is not None:
                act()
            self.states_on_return = self.states()

    def play(self):
        self.timeout = self.plan["timeout_ms"] * SCALE / 1000 if "timeout_ms" in self.plan else None
        self.pool = Pool(self.plan["max_workers"])
        if self.mode == "map":
            self.map()
        else:
            self.ids = {}
            with BEGINS:
                for task in self.tasks:
                    future = self.pool.submit(self.work, task)
                    self.ids[future] = task["id"]
                    future.add_done_callback(lambda future: self.callback_order.append(self.ids[future]))
            if self.mode.startswith("wait_"):
                self.wait()
            else:
                self.as_completed()
            self.seen["callback_order"] = self.callback_order
        self.pool.shutdown()
        return self.seen | {"starts": self.starts, "states_on_return": self.states_on_return, "final_states": self.states()}

    def map(self):
        with BEGINS:
            results, yields = self.pool.map(self.work, self.tasks, timeout=self.timeout), self.seen["yields"]
        for task in self.tasks:
            try:
                value = next(results)
                yields.append({"id": task["id"], "state": "ok" if value == f"v:{task['id']}" else value})
                continue
            except TimeoutError as error:
                self.seen["timeout_error"] = str(error)
                yields.append({"id": task["id"], "state": "timeout"})
            except RuntimeError as error:
                yields.append({"id": task["id"], "state": "error" if str(error) == f"boom:{task['id']}" else str(error)})
            break
        self.look()

    def as_completed(self):
        try:
            for future in as_completed(list(self.ids), self.timeout):
                self.seen["yields"].append({"id": self.ids[future], "state": state(future)})
                if len(self.seen["yields"]) == self.plan.get("cancel_after"):
                    self.look(self.cancel)
        except TimeoutError as error:
            self.seen["timeout_error"] = str(error)
        self.look()

    def cancel(self):
        self.seen["cancel_returns"] = {self.ids[future]: future.cancel() for future in self.pool.futures}

    def wait(self):
        left = set(self.ids)
        while True:
            done, left = wait(left, self.timeout, RETURN_WHEN[self.mode])
            in_order = lambda some: [self.ids[future] for future in self.pool.futures if future in some]
            self.seen["yields"].append({"done": in_order(done), "not_done": in_order(left)})
            self.look()
            if self.timeout is not None or not left:
                break


def judge(case):
    """What is other than it was recorded."""
    seen, expected = Play(case["plan"]).play(), case["expected"]
    # Those that start together, at the start, may be seen in any order.
    is_first = lambda task: expected["timeline_ms"].get(task, [0])[0] == 0
    for trace in (seen, expected):
        trace["starts"] = sorted(filter(is_first, trace["starts"])), [task for task in trace["starts"] if not is_first(task)]
    return [f"{key}: {seen[key]}, not {expected[key]}" for key in seen if seen[key] != expected[key]]


def main():
    cases = [json.loads(line) for line in PLANS.splitlines()]
    with ThreadPoolExecutor(len(cases)) as players:
        for case, faults in zip(cases, players.map(judge, cases)):
            print(case["case"], "as recorded" if not faults else "; ".join(faults))


PLANS = r"""
{plans}
""".strip()

if __name__ == "__main__":
    main()
