"""Records what an executor does, as a run that Photofinish opens.

One file without dependencies: put it beside your program, and wrap the executor.

    from photofinish_recorder import record

    with record(ThreadPoolExecutor(5), "run.json") as executor:
        futures = [executor.submit(download, cc) for cc in ("BR", "CN", "DE")]
        for future in as_completed(futures):
            print(future.result())

It takes any executor of ``concurrent.futures``, and those that others make in its shape, such as ``get_executor()`` of
Dask's client. ``docs/recorder.md`` tells more.
"""

from __future__ import annotations

import atexit
import json
import math
import os
import platform
import sys
import threading
import time
import traceback
from collections import Counter
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field
from typing import Any, Callable, NamedTuple, TypeVar
from urllib.parse import parse_qsl

__all__ = ["RecordedExecutor", "RecordedFuture", "record"]
__version__ = "1"

T = TypeVar("T")

OUTCOMES = ("ok", "not_found", "http_error", "network_error", "timeout", "cancelled", "failed")

# The settings of a run as the page has them by itself; a run that says nothing else has these.
SETTINGS: dict[str, Any] = {
    "experiment": "race", "codes": "pop20", "limit": None, "strategy": "as_completed", "max_workers": 5, "server": None,
    "delay": None, "error_rate": None, "timeout": 5000, "retries": 0, "seed": 42, "kernel": "mandelbrot", "jobs": None,
    "size": None, "where": "pool", "workers": None, "sizes": "1024-67108864", "chunk": 1, "verbose": False, "lang": None,
    "embed": False, "autorun": False,
}  # fmt: skip
NUMBERS = {"limit", "max_workers", "timeout", "retries", "seed", "jobs", "size", "workers", "chunk"}
SWITCHES = {"verbose", "embed", "autorun"}

# What the page calls the executors of these classes; others keep their own name.
NAMES = {"ThreadPoolExecutor": "threads", "ProcessPoolExecutor": "processes", "InterpreterPoolExecutor": "interpreters"}


def record(
    executor: Executor,
    file: str | os.PathLike[str],
    run: str = "",
    *,
    name: str | None = None,
    label: Callable[..., str] | None = None,
    **settings: Any,
) -> RecordedExecutor:
    """Wraps ``executor``; ``file`` is written when it is shut down, as at the end of ``with``.

    ``run`` is the query of the page's address, or the whole address, and ``settings`` are further ones by the same names:
    the page shows them. ``name`` is what the page calls the executor. ``label`` is called with the arguments of each task,
    and says what it is for; by itself that is the first argument.

    Executors of one file that are open at the same time are one run; one after the other they are a comparison.
    """
    with _lock:
        history = _files.setdefault(os.path.abspath(file), [])
        if not history or not history[-1].open:
            history.append(_Run(history, os.fspath(file), _settings_of(run) | settings))
        current = history[-1]
        current.open += 1
        current.limit(_workers_of(executor))
    kind = type(executor).__name__
    return RecordedExecutor(executor, current, name or NAMES.get(kind, kind), label or _first_argument)


def _workers_of(executor: Executor) -> int:
    """How many workers it may have; 0 where it does not tell."""
    workers = getattr(executor, "_max_workers", None)
    return workers if isinstance(workers, int) else 0


class RecordedFuture(Future[T]):
    """A future of the standard library that follows another one, and knows when its result was first asked for."""

    def __init__(self, lane: _Lane) -> None:
        super().__init__()
        self._lane = lane
        self._inner: Future[_Told] | None = None

    def cancel(self) -> bool:
        # Whether it can be is the inner one's to say, which settles this one.
        return self.cancelled() or (self._inner is not None and self._inner.cancel())

    def running(self) -> bool:
        return not self.done() and self._inner is not None and self._inner.running()

    def result(self, timeout: float | None = None) -> T:
        try:
            return super().result(timeout)
        finally:
            self._lane.deliver(self)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        try:
            return super().exception(timeout)
        finally:
            self._lane.deliver(self)

    def _follow(self, inner: Future[_Told]) -> None:
        self._inner = inner
        inner.add_done_callback(self._settle)

    def _settle(self, inner: Future[_Told]) -> None:
        lane = self._lane
        if inner.cancelled():
            lane.settle(CancelledError())
            super().cancel()
            self.set_running_or_notify_cancel()
            return
        error = inner.exception()
        value: Any = None
        if error is None:
            told = inner.result()
            lane.ran(told)
            value, error = told.value, told.error
            if error is not None and error.__traceback__ is None:
                # It came from another process, where its traceback stayed; shown as the process pool itself does.
                error.__cause__ = _RemoteTraceback(told.traceback)
        lane.settle(error, value)
        self.set_running_or_notify_cancel()
        if error is not None:
            self.set_exception(error)
        else:
            self.set_result(value)


class RecordedExecutor(Executor):
    """An executor that does what another one does, and records it."""

    def __init__(self, executor: Executor, run: _Run, name: str, label: Callable[..., str]) -> None:
        self._executor = executor
        self._run = run
        self._name = name
        self._label = label
        self._is_open = True

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> RecordedFuture[T]:
        lane = self._run.lane(self._label(*args, **kwargs), self._name)
        future: RecordedFuture[T] = RecordedFuture(lane)
        try:
            inner = self._executor.submit(_tell, fn, args, kwargs)
        except BaseException:
            self._run.lanes.remove(lane)
            raise
        future._follow(inner)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._executor.shutdown(wait=wait, cancel_futures=True)
        else:
            # Not every executor knows the other argument.
            self._executor.shutdown(wait=wait)
        with _lock:
            if self._is_open:
                self._is_open = False
                self._run.open -= 1
                self._run.limit(-_workers_of(self._executor))
        self._run.write()


class _RemoteTraceback(Exception):
    def __str__(self) -> str:
        return f"\n{self.args[0]}"


class _Told(NamedTuple):
    """What comes back from where a task ran."""

    value: Any
    error: BaseException | None
    traceback: str
    machine: str
    worker: tuple[int, int]
    started: float
    finished: float


def _tell(fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> _Told:
    """Runs in the worker."""
    started = time.monotonic()
    value, error, trace = None, None, ""
    try:
        value = fn(*args, **kwargs)
    except BaseException as raised:  # noqa: BLE001: it is handed on, as the executor itself would
        error, trace = raised, traceback.format_exc()
    worker = (os.getpid(), threading.get_ident())
    return _Told(value, error, trace, platform.node(), worker, started, time.monotonic())


@dataclass(eq=False)
class _Lane:
    label: str
    executor: str
    submitted: float
    run: _Run
    started: float | None = None
    computed: float | None = None
    finished: float | None = None
    delivered: float | None = None
    worker: int | None = None
    outcome: str | None = None
    status: int | None = None
    size: int | None = None
    error: str | None = None
    is_elsewhere: bool = False

    def ran(self, told: _Told) -> None:
        """When and where it ran, on the clock of this process and within what it saw itself."""
        now = self.run.now()
        if told.machine == platform.node():
            started, computed = told.started - self.run.zero, told.finished - self.run.zero
        else:
            # The clock of another machine tells how long it took, not when.
            started, computed = now - (told.finished - told.started), now
        self.started = min(max(started, self.submitted), now)
        self.computed = min(max(computed, self.started), now)
        self.is_elsewhere = told.worker[0] != os.getpid() or told.machine != platform.node()
        self.worker = self.run.worker(self.executor, told.machine, *told.worker)

    def deliver(self, future: Future[Any]) -> None:
        """The consumer has asked for it; the first time counts."""
        if self.delivered is None and future.done() and not future.cancelled():
            self.delivered = self.run.now()
            self.run.is_written = False

    def settle(self, error: BaseException | None, value: Any = None) -> None:
        self.finished = self.run.now()
        if error is not None:
            self.error = _words(error)
        elif isinstance(value, (bytes, bytearray, str)):
            self.size = len(value.encode()) if isinstance(value, str) else len(value)
        self.outcome, self.status = _outcome(error)
        self.run.write()


@dataclass(eq=False)
class _Run:
    history: list[_Run]
    file: str
    settings: dict[str, Any]
    zero: float = field(default_factory=time.monotonic)
    lanes: list[_Lane] = field(default_factory=list)
    limits: list[tuple[float, int]] = field(default_factory=list)
    workers: dict[tuple[Any, ...], int] = field(default_factory=dict)
    open: int = 0
    max_workers: int = 0
    is_written: bool = True

    def now(self) -> float:
        return time.monotonic() - self.zero

    def limit(self, change: int) -> None:
        """So many workers more, or fewer, may run at once: those of all executors that are open."""
        self.max_workers += change
        if change != 0 and self.max_workers > 0:
            self.limits.append((self.now(), self.max_workers))

    def lane(self, label: str, executor: str) -> _Lane:
        lane = _Lane(label, executor, self.now(), self)
        self.lanes.append(lane)
        return lane

    def worker(self, executor: str, *where: Any) -> int:
        """The number of a worker among those of its executor, in the order in which they came up."""
        with _lock:
            of_this = sum(1 for key in self.workers if key[0] == executor)
            return self.workers.setdefault((executor, *where), of_this)

    def write(self) -> None:
        """Writes the file, once all executors are shut down and what they had to do is over."""
        with _lock:
            if self.open == 0 and all(lane.outcome is not None for lane in self.lanes):
                self.is_written = True
                _write(self.file, self.history)


# The runs of each file, and which of them are going on.
_lock = threading.RLock()
_files: dict[str, list[_Run]] = {}


@atexit.register
def _write_rest() -> None:
    """What was asked for after the executors were shut down."""
    for history in _files.values():
        if not all(run.is_written for run in history):
            history[-1].write()


def _first_argument(*args: Any, **kwargs: Any) -> str:
    return str(next(iter((*args, *kwargs.values())), "task"))


def _outcome(error: BaseException | None) -> tuple[str, int | None]:
    """How it ended, in the words of the page, and the HTTP status if an exception of any client carries one."""
    if error is None:
        return "ok", None
    answer = getattr(error, "response", None)
    statuses = (getattr(error, "code", None), getattr(error, "status", None), getattr(answer, "status_code", None))
    status = next((s for s in statuses if isinstance(s, int) and 100 <= s <= 999), None)
    if isinstance(error, CancelledError):
        return "cancelled", None
    if status is not None:
        return ("not_found" if status == 404 else "http_error"), status
    causes = (error, getattr(error, "reason", None), error.__cause__, error.__context__)
    names = [type(cause).__name__ for cause in causes if cause is not None]
    if any(isinstance(cause, TimeoutError) for cause in causes) or any("Timeout" in name for name in names):
        return "timeout", None
    # Not all clients have errors of the system for what happens on the way.
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if any(isinstance(cause, OSError) for cause in causes) or kinds & {"HTTPException", "TransportError"}:
        return "network_error", None
    return "failed", None


def _words(error: BaseException) -> str:
    """As the last lines of a traceback have it. What a program says of its own error may be much."""
    return "".join(traceback.format_exception_only(error)).strip()[:1000]


def _settings_of(run: str) -> dict[str, Any]:
    """The settings that stand in an address of the page."""
    settings = dict(SETTINGS)
    before, _, query = run.partition("?")
    # Settings without an address before them may have addresses in them.
    for name, text in parse_qsl(run if "=" in before else query or run, keep_blank_values=True):
        if name not in settings:
            continue
        if name in SWITCHES:
            settings[name] = text in ("", "1", "true")
        elif name in NUMBERS:
            settings[name] = int(text) if text else SETTINGS[name]
        elif name == "error_rate":
            settings[name] = float(text) if text else None
        else:
            settings[name] = text or SETTINGS[name]
    return settings


def _write(file: str, history: list[_Run]) -> None:
    runs = [_exported(run) for run in history]
    whole = runs[0] if len(runs) == 1 else {"schema": "photofinish.runs/1", "runs": runs}
    # Beside it first, so that who reads finds all of it or what was there before.
    unfinished = f"{file}.part"
    with open(unfinished, "w", encoding="utf-8") as out:
        json.dump(whole, out, ensure_ascii=False, indent=2)
        out.write("\n")
    os.replace(unfinished, file)


def _exported(run: _Run) -> dict[str, Any]:
    environment = {
        "user_agent": f"{platform.python_implementation()} {platform.python_version()}",
        "cores": os.cpu_count(),
        "protocol": None,
        "origin": None,
        "recorder": f"photofinish_recorder {__version__}",
    }
    return {
        "schema": "photofinish.run/1",
        "config": run.settings,
        "environment": environment,
        "futures": [_future(number, lane) for number, lane in enumerate(run.lanes)],
        "stalls": [],
        "limits": [{"at_ms": _ms(at), "max_workers": limit} for at, limit in run.limits],
        "summary": _summary(run),
        "findings": [],
    }


def _future(number: int, lane: _Lane) -> dict[str, Any]:
    phases: list[dict[str, Any]] = []
    if lane.is_elsewhere and lane.started is not None and lane.computed is not None and lane.finished is not None:
        spans = [("compute", lane.started, lane.computed), ("return", lane.computed, lane.finished)]
        phases = [{"name": name, "from_ms": _ms(start), "to_ms": _ms(end)} for name, start, end in spans]
    return {
        "id": number,
        "label": lane.label,
        "executor": lane.executor,
        "worker": lane.worker,
        "submitted_ms": _ms(lane.submitted),
        "started_ms": _ms(lane.started),
        "finished_ms": _ms(lane.finished),
        "delivered_ms": _ms(lane.delivered),
        "outcome": lane.outcome,
        "http_status": lane.status,
        "bytes": lane.size,
        "error": lane.error,
        "phases": phases,
        "attempts": [],
    }


def _summary(run: _Run) -> dict[str, Any]:
    counts = Counter(lane.outcome for lane in run.lanes)
    delivered = sorted((lane for lane in run.lanes if lane.delivered is not None), key=lambda lane: lane.delivered or 0)
    most = _most_at_once(run.lanes)
    took = sorted((lane.computed or 0) - (lane.started or 0) for lane in run.lanes if lane.outcome == "ok")
    times = [time for lane in run.lanes for time in (lane.submitted, lane.finished, lane.delivered) if time is not None]
    return {
        "futures": len(run.lanes),
        **{outcome: counts[outcome] for outcome in OUTCOMES},
        "unsettled": counts[None],
        "ended": counts[None] == 0,
        "elapsed_ms": _ms(max(times, default=0.0)),
        "startup_ms": None,
        "first_result_ms": _ms(delivered[0].delivered) if delivered else None,
        "max_in_flight": most,
        "max_in_flight_is": "measured",
        "max_asked": most,
        "retried": 0,
        "latency_ms": {f"p{share}": _ms(took[math.ceil(len(took) * share / 100) - 1]) for share in (50, 90, 95, 99)}
        if took
        else None,
        "held_ms": None,
        "delivered_order": [lane.label for lane in delivered],
    }


def _most_at_once(lanes: list[_Lane]) -> int:
    ends = [(lane.started, 1) for lane in lanes if lane.started is not None]
    ends += [(lane.computed, -1) for lane in lanes if lane.computed is not None]
    most = running = 0
    for _, change in sorted(ends):
        running += change
        most = max(most, running)
    return most


def _ms(seconds: float | None) -> Any:
    return None if seconds is None else round(seconds * 1000, 3)
