"""Who submits, runs, finishes and takes futures, told to the page while it happens.

By ``sys.monitoring`` (PEP 669): the code of ``concurrent.futures`` is watched and not changed.
"""

import reprlib
import sys
from json import dumps
from time import perf_counter

import pageside

from . import mending, stacks

# One that is nobody's: profilers and debuggers of programs have theirs.
_TOOL = 4
_MOST_CHARACTERS = 60
_start = None
_outcome_of = None
_words = None
_workers_of = None
_numbers = {}
_executors = {}
_finished = set()
_delivered = set()


def install():
    """Watches from now on."""
    from concurrent.futures import _base

    import photofinish_recorder

    global _outcome_of, _words, _workers_of, _NAMES
    _outcome_of, _words, _NAMES = photofinish_recorder._outcome, photofinish_recorder._words, photofinish_recorder.NAMES
    _workers_of = photofinish_recorder._workers_of
    monitoring, events = sys.monitoring, sys.monitoring.events
    monitoring.use_tool_id(_TOOL, "photofinish")
    future = _base.Future
    asked = {events.PY_START: _asked, events.PY_RETURN: _taken, events.PY_UNWIND: _taken}
    watched = {
        future.__init__: {events.PY_RETURN: _made},
        future.set_running_or_notify_cancel: {events.PY_RETURN: _ran},
        future._invoke_callbacks: {events.PY_START: _settled},
        future.result: asked,
        future.exception: asked,
        _base.as_completed: {events.PY_START: _named},
        _base.wait: {events.PY_START: _named},
        _base._yield_finished_futures: {events.PY_YIELD: _handed_out},
    }
    for event in (events.PY_START, events.PY_RETURN, events.PY_YIELD, events.PY_UNWIND):
        monitoring.register_callback(_TOOL, event, _dispatcher(_callbacks.setdefault(event, {})))
    for function, callbacks in watched.items():
        _watch(function, callbacks)
    # Exceptions that leave a function cannot be watched for one function alone.
    monitoring.set_events(_TOOL, events.PY_UNWIND)
    over = {events.PY_RETURN: _shut_down}
    mending.after_import("concurrent.futures.thread", lambda thread: _watch(thread.ThreadPoolExecutor.shutdown, over))


# What is called with each event, by the code that it is of.
_callbacks = {}


def _watch(function, callbacks):
    local = 0
    for event, callback in callbacks.items():
        _callbacks[event][function.__code__] = callback
        if event != sys.monitoring.events.PY_UNWIND:
            local |= event
    sys.monitoring.set_local_events(_TOOL, function.__code__, local)


def _dispatcher(callbacks):
    def watched(code, offset, value=None):
        callback = callbacks.get(code)
        if callback is not None:
            # What is seen is told in the order in which it happened.
            stacks.without_waiting(callback, sys._getframe(1), value)

    return watched


def begin():
    """Time zero: the program begins, and then its first submission does. What was before that, imports among it, is no
    part of the run, as it is none where the recorder of clients/python is used."""
    global _start
    _start = perf_counter()


def elapsed():
    """Milliseconds since then."""
    return (perf_counter() - _start) * 1000


def _tell(what, **more):
    if _start is not None:
        pageside.tell(dumps({"at": elapsed(), "what": what, **more}))


def _made(frame, _):
    future, submit = frame.f_locals["self"], frame.f_back
    executor = submit.f_locals.get("self")
    # Those that nobody submits are of no executor: asyncio has some of them.
    if submit.f_code.co_name != "submit" or "fn" not in submit.f_locals or _start is None:
        return
    if not _numbers:
        begin()
    _numbers[id(future)] = len(_numbers)
    # Kept for its number: another one may not have its place in memory.
    _kept.append(future)
    named = submit.f_locals
    _of.append(_executor(executor))
    _labels.append(_label(named["fn"], named.get("args", ()), named.get("kwargs", {})))
    _tell("submitted", id=_numbers[id(future)], label=_labels[-1], executor=_of[-1].name)


_kept = []
# The executor of each, by number, and its label.
_of = []
_labels = []


def _named(frame, _):
    """The dict from futures to what they are for, if it is one that is waited for."""
    names = frame.f_locals.get("fs")
    if not isinstance(names, dict):
        return
    for future, name in list(names.items()):
        number = _numbers.get(id(future))
        if number is None or name is None:
            continue
        label = _cut(_told(name))
        if label != _labels[number]:
            _labels[number] = label
            _tell("named", id=number, label=label)


class _Executor:
    def __init__(self, executor, name):
        self.kept, self.name, self.workers = executor, name, {}


def _executor(executor):
    known = _executors.get(id(executor))
    if known is None:
        kind = type(executor).__name__
        name = _NAMES.get(kind, kind)
        same = sum(1 for one in _executors.values() if one.name.partition(" ")[0] == name)
        known = _executors[id(executor)] = _Executor(executor, name if same == 0 else f"{name} {same + 1}")
        _open[id(executor)] = _workers_of(executor)
        _tell_limit()
    return known


# How many workers each executor may have, while it is open.
_open = {}


def _tell_limit():
    if (limit := sum(_open.values())) > 0:
        _tell("limit", max_workers=limit)


def _shut_down(frame, _):
    if _open.pop(id(frame.f_locals["self"]), 0):
        _tell_limit()


def _label(function, args, kwargs):
    values = [*args, *kwargs.values()]
    return _cut(_told(values[0]) if values else str(getattr(function, "__name__", "task")))


def _cut(text):
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"


def _told(value):
    """A value as text. What a program says of it may fail, or be much."""
    try:
        return _short.repr(value) if type(value) in _LARGE else str(value)
    except Exception:
        return type(value).__name__


_LARGE = {list, tuple, dict, set, frozenset, bytes, bytearray}
_short = reprlib.Repr(maxlist=8, maxtuple=8, maxdict=8, maxset=8, maxfrozenset=8, maxstring=_MOST_CHARACTERS, maxother=_MOST_CHARACTERS)


def _number(frame):
    future = frame.f_locals["self"]
    return future, _numbers.get(id(future))


def _ran(frame, is_running):
    future, number = _number(frame)
    if number is None or not is_running:
        return
    _tell("started", id=number, worker=_worker(_of[number].workers))


def _worker(workers):
    """The number of this thread among those of its executor, by the order in which they came up."""
    return workers.setdefault(stacks.get_ident(), len(workers))


def _settled(frame, _):
    _finish(*_number(frame))


def _finish(future, number):
    if number is None or number in _finished:
        return
    _finished.add(number)
    # Without its lock, which another thread may have.
    if future._state in _CANCELLED:
        _tell("settled", id=number, outcome="cancelled")
        return
    error, value = future._exception, future._result
    outcome, status = _outcome_of(error)
    more = {}
    if error is not None:
        more["error"] = _in_words(error)
    elif isinstance(value, (bytes, bytearray, str)):
        more["bytes"] = len(value.encode()) if isinstance(value, str) else len(value)
    _tell("settled", id=number, outcome=outcome, http_status=status, **more)


_CANCELLED = {"CANCELLED", "CANCELLED_AND_NOTIFIED"}
_DONE = {*_CANCELLED, "FINISHED"}


def _in_words(error):
    # A program's own error may fail there, or have to wait for something.
    try:
        return _words(error)
    except Exception:
        return type(error).__name__


def _asked(frame, _):
    # At its end the function no longer knows whose it was.
    _asking[frame] = frame.f_locals["self"]


_asking = {}


def _taken(frame, _):
    future = _asking.pop(frame, None)
    if future is not None:
        _deliver(future, _numbers.get(id(future)))


def _handed_out(frame, future):
    _deliver(future, _numbers.get(id(future)))


def _deliver(future, number):
    if number is None or number in _delivered or future._state not in _DONE:
        return
    _finish(future, number)
    if future._state not in _CANCELLED:
        _delivered.add(number)
        _tell("delivered", id=number)
