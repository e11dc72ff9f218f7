"""Tests of the recorder, with nothing but the standard library: ``python3 -m unittest``."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import unittest
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
    wait,
)
from contextlib import redirect_stderr
from io import StringIO
from urllib.error import HTTPError, URLError

import photofinish_recorder
from photofinish_recorder import record


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    raise ValueError(f"not {number}")


def raise_it(error: BaseException) -> None:
    raise error


class Elsewhere(Executor):
    """Runs a task at once, as if on another machine, whose clock shows another time."""

    def submit(self, fn, /, *args, **kwargs):
        future: Future = Future()
        told = fn(*args, **kwargs)
        future.set_result(told._replace(machine="elsewhere", started=told.started + 1e6, finished=told.finished + 1e6))
        return future


class RecorderTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(photofinish_recorder._files.clear)
        self.file = os.path.join(folder.name, "run.json")

    def written(self):
        with open(self.file, encoding="utf-8") as file:
            return json.load(file)

    def test_results_and_their_order_are_those_of_the_executor(self) -> None:
        with record(ThreadPoolExecutor(2), self.file) as executor:
            self.assertEqual(list(executor.map(double, [1, 2, 3])), [2, 4, 6])
            futures = {executor.submit(double, n): n for n in (4, 5)}
            self.assertEqual({futures[future]: future.result() for future in as_completed(futures)}, {4: 8, 5: 10})
        run = self.written()
        self.assertEqual(run["schema"], "photofinish.run/1")
        self.assertEqual([future["label"] for future in run["futures"]], ["1", "2", "3", "4", "5"])
        self.assertEqual(sorted(run["summary"]["delivered_order"]), ["1", "2", "3", "4", "5"])
        self.assertEqual(run["summary"]["delivered_order"][:3], ["1", "2", "3"])
        self.assertEqual([limit["max_workers"] for limit in run["limits"]], [2])
        self.assertLessEqual(run["summary"]["max_in_flight"], 2)
        self.assertEqual({future["executor"] for future in run["futures"]}, {"threads"})
        for future in run["futures"]:
            self.assertLessEqual(future["submitted_ms"], future["started_ms"])
            self.assertLessEqual(future["started_ms"], future["finished_ms"])
            self.assertLessEqual(future["finished_ms"], future["delivered_ms"])
            self.assertIn(future["worker"], (0, 1))
            self.assertEqual(future["phases"], [])

    def test_executors_that_are_open_at_once_may_have_the_workers_of_both(self) -> None:
        with record(ThreadPoolExecutor(2), self.file) as executor:
            with record(ProcessPoolExecutor(3), self.file) as other:
                self.assertEqual([executor.submit(double, 1).result(), other.submit(double, 2).result()], [2, 4])
        self.assertEqual([limit["max_workers"] for limit in self.written()["limits"]], [2, 5, 2])

    def test_processes_tell_when_and_where_they_computed(self) -> None:
        with record(ProcessPoolExecutor(2), self.file) as executor:
            self.assertEqual([future.result() for future in [executor.submit(double, n) for n in range(6)]][5], 10)
        run = self.written()
        for future in run["futures"]:
            self.assertEqual([phase["name"] for phase in future["phases"]], ["compute", "return"])
            self.assertGreaterEqual(future["phases"][0]["from_ms"], future["submitted_ms"])
            self.assertEqual(future["phases"][1]["to_ms"], future["finished_ms"])
        self.assertEqual({future["executor"] for future in run["futures"]}, {"processes"})

    def test_an_error_of_another_process_keeps_its_traceback(self) -> None:
        with record(ProcessPoolExecutor(1), self.file) as executor:
            error = executor.submit(fail, 7).exception()
        self.assertIsInstance(error, ValueError)
        self.assertIn("in fail", str(error.__cause__))
        self.assertEqual(self.written()["futures"][0]["error"], "ValueError: not 7")

    def test_how_tasks_end_is_told_apart(self) -> None:
        class Answer:
            status_code = 503

        class StatusError(Exception):
            response = Answer()

        class LostError(OSError):
            """As `requests` has it where nobody answers."""

            response = None

        def refused(code: int) -> HTTPError:
            error = HTTPError("http://h/", code, "why", None, None)  # type: ignore[arg-type]
            self.addCleanup(error.close)
            return error

        cases = [
            (refused(404), "not_found", 404),
            (refused(418), "http_error", 418),
            (StatusError(), "http_error", 503),
            (LostError(), "network_error", None),
            (TimeoutError("late"), "timeout", None),
            (URLError(TimeoutError("late")), "timeout", None),
            (URLError(ConnectionRefusedError()), "network_error", None),
            (ConnectionResetError(), "network_error", None),
            (CancelledError(), "cancelled", None),
            (ValueError(), "failed", None),
        ]
        with record(ThreadPoolExecutor(1), self.file, label=lambda error: type(error).__name__) as executor:
            for error, _, _ in cases:
                executor.submit(raise_it, error)
        futures = self.written()["futures"]
        self.assertEqual([(f["outcome"], f["http_status"]) for f in futures], [case[1:] for case in cases])
        self.assertTrue(all(f["error"] and f["delivered_ms"] is None for f in futures))

    def test_what_waits_can_be_cancelled_and_what_runs_cannot(self) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def block(_: str) -> None:
            begun.set()
            go_on.wait()

        with record(ThreadPoolExecutor(1), self.file) as executor:
            running = executor.submit(block, "runs")
            begun.wait()
            waiting, other = executor.submit(double, 1), executor.submit(double, 2)
            self.assertTrue(running.running())
            self.assertFalse(running.cancel())
            self.assertTrue(waiting.cancel() and waiting.cancelled() and waiting.cancel())
            self.assertEqual(wait([running, waiting], return_when=FIRST_COMPLETED).done, {waiting})
            with self.assertRaises(CancelledError):
                waiting.result()
            with self.assertRaises(TimeoutError if sys.version_info >= (3, 11) else Exception):
                other.result(timeout=0)
            go_on.set()
            self.assertEqual(other.result(), 4)
        futures = self.written()["futures"]
        self.assertEqual([future["outcome"] for future in futures], ["ok", "cancelled", "ok"])
        self.assertIsNone(futures[1]["started_ms"])
        self.assertIsNone(futures[1]["delivered_ms"])
        self.assertEqual(self.written()["summary"]["delivered_order"], ["2"])

    def test_a_shutdown_that_cancels_or_does_not_wait_is_recorded_to_the_end(self) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def block(_: str) -> None:
            begun.set()
            go_on.wait()

        executor = record(ThreadPoolExecutor(1), self.file)
        running, waiting = executor.submit(block, "runs"), executor.submit(double, 1)
        begun.wait()
        executor.shutdown(wait=False, cancel_futures=True)
        self.assertTrue(waiting.cancelled())
        self.assertFalse(os.path.exists(self.file))
        with self.assertRaises(RuntimeError):
            executor.submit(double, 2)
        go_on.set()
        running.result()
        self.assertEqual([f["outcome"] for f in self.written()["futures"]], ["ok", "cancelled"])
        self.assertTrue(self.written()["summary"]["ended"])

    def test_executors_at_the_same_time_are_one_run_and_after_another_several(self) -> None:
        with record(ThreadPoolExecutor(1), self.file, name="fetch") as one:
            with record(ThreadPoolExecutor(1), self.file, name="pool") as other:
                self.assertEqual(one.submit(double, 1).result() + other.submit(double, 2).result(), 6)
        self.assertEqual([f["executor"] for f in self.written()["futures"]], ["fetch", "pool"])
        with record(ThreadPoolExecutor(1), self.file, strategy="map") as later:
            later.submit(double, 3)
        self.assertEqual([run["config"]["strategy"] for run in self.written()["runs"]], ["as_completed", "map"])

    def test_settings_are_those_of_the_page_s_address(self) -> None:
        address = "http://127.0.0.1:8000/?codes=BR,CN&max_workers=7&error_rate=0.5&delay=1-2&verbose=1&seed=7&other=x"
        with record(ThreadPoolExecutor(1), self.file, address, limit=1):
            pass
        config = self.written()["config"]
        wanted = {"codes": "BR,CN", "max_workers": 7, "error_rate": 0.5, "delay": "1-2", "verbose": True, "seed": 7}
        self.assertEqual(config, photofinish_recorder.SETTINGS | wanted | {"limit": 1})

    def test_the_clock_of_another_machine_tells_how_long_and_not_when(self) -> None:
        with record(Elsewhere(), self.file) as executor:
            self.assertEqual(executor.submit(double, 1).result(), 2)
        future = self.written()["futures"][0]
        self.assertTrue(future["submitted_ms"] <= future["started_ms"] <= future["finished_ms"] < 1e6)

    def test_a_result_asked_for_after_the_end_is_delivered_all_the_same(self) -> None:
        program = (
            "from concurrent.futures import ThreadPoolExecutor\n"
            "from photofinish_recorder import record\n"
            f"with record(ThreadPoolExecutor(1), {self.file!r}) as executor:\n"
            "    future = executor.submit(abs, -1)\n"
            "print(future.result())\n"
        )
        subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)
        self.assertEqual(self.written()["summary"]["delivered_order"], ["-1"])

    def test_callbacks_are_called_with_the_future_that_was_given(self) -> None:
        called: list[Future[int]] = []
        with record(ThreadPoolExecutor(1), self.file) as executor:
            future = executor.submit(double, 1)
            future.add_done_callback(called.append)
        self.assertEqual(called, [future])

    def test_a_task_that_cannot_be_sent_fails_as_in_the_executor_itself(self) -> None:
        with redirect_stderr(StringIO()), record(ProcessPoolExecutor(1), self.file) as executor:
            error = executor.submit(lambda: 1).exception()
        self.assertIsNotNone(error)
        self.assertEqual(self.written()["futures"][0]["outcome"], "failed")


if __name__ == "__main__":
    unittest.main()
