"""The module ``_thread`` on top of stacks; on top of it stands CPython's own ``threading``, unchanged."""

import _thread
import importlib
import sys
import time
from time import monotonic

from . import stacks

TIMEOUT_MAX = _thread.TIMEOUT_MAX


class lock:
    """A lock, as ``_thread.allocate_lock`` makes them."""

    __slots__ = ("_is_locked", "_waiting", "__weakref__")
    __module__ = "_thread"

    def __init__(self):
        self._is_locked = False
        self._waiting = []

    def acquire(self, blocking=True, timeout=-1):
        if not self._is_locked:
            if timeout != -1:
                _checked(blocking, timeout)
            self._is_locked = True
            return True
        return self._wait(blocking, _checked(blocking, timeout))

    def _wait(self, blocking, timeout):
        if not blocking or timeout == 0:
            return False
        deadline = None if timeout is None else monotonic() + timeout
        place = len(self._waiting)
        while self._is_locked:
            left = None if deadline is None else deadline - monotonic()
            if left is not None and left <= 0:
                return False
            ticket = stacks.new_ticket()
            # Who was woken and came too late stands in front again.
            self._waiting.insert(place, ticket)
            if not stacks.park(ticket, left):
                self._waiting.remove(ticket)
                return False
            place = 0
        self._is_locked = True
        return True

    def release(self):
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        self._is_locked = False
        while self._waiting:
            if stacks.wake(self._waiting.pop(0)):
                break

    def locked(self):
        return self._is_locked

    __enter__ = acquire

    def __exit__(self, *args):
        self.release()

    def _at_fork_reinit(self):
        self.__init__()

    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.lock' object")

    # Spellings that are older.
    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __repr__(self):
        state = "locked" if self._is_locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


class RLock:
    """A lock that its owner may take several times."""

    __slots__ = ("_lock", "_owner", "_count", "__weakref__")
    __module__ = "_thread"

    def __init__(self):
        self._lock, self._owner, self._count = lock(), None, 0

    def acquire(self, blocking=True, timeout=-1):
        me = stacks.get_ident()
        if self._owner == me:
            self._count += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner, self._count = me, 1
        return True

    __enter__ = acquire

    def release(self):
        if self._owner != stacks.get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._lock.release()

    def __exit__(self, *args):
        self.release()

    def locked(self):
        return self._count > 0

    def _is_owned(self):
        return self._owner == stacks.get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        saved = self._count, self._owner
        self._count, self._owner = 0, None
        self._lock.release()
        return saved

    def _acquire_restore(self, saved):
        self._lock.acquire()
        self._count, self._owner = saved

    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.RLock' object")

    def _at_fork_reinit(self):
        self.__init__()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._count} at {id(self):#x}>"


def _checked(blocking, timeout):
    """The timeout in seconds, or ``None``."""
    if timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return timeout


class Handle:
    """The thread behind a ``threading.Thread``."""

    def __init__(self, ident=None):
        self.ident = ident
        self._is_done = False
        self._waiting = []

    def is_done(self):
        return self._is_done

    def _set_done(self):
        self._is_done = True
        for ticket in self._waiting:
            stacks.wake(ticket)
        self._waiting.clear()

    def join(self, timeout=None):
        if self._is_done:
            return
        if self.ident == stacks.get_ident():
            raise RuntimeError("Cannot join current thread")
        ticket = stacks.new_ticket()
        self._waiting.append(ticket)
        stacks.park(ticket, None if timeout is None or timeout < 0 else timeout)


# The threads that the end of the program waits for.
_joinable = set()


def start_joinable_thread(function, handle=None, daemon=True):
    handle = Handle() if handle is None else handle
    if handle.ident is not None:
        raise RuntimeError("thread already started")

    def begin():
        try:
            function()
        except SystemExit:
            pass
        except BaseException as error:
            sys.unraisablehook(_Unraisable(error, function))
        finally:
            _joinable.discard(handle)
            handle._set_done()

    if not daemon:
        _joinable.add(handle)
    handle.ident = stacks.start(begin)
    return handle


class _Unraisable:
    """What ``sys.unraisablehook`` is given."""

    def __init__(self, error, function):
        self.exc_type, self.exc_value, self.exc_traceback = type(error), error, error.__traceback__
        self.err_msg = f"Exception ignored in thread started by {function!r}"
        self.object = None


def start_new_thread(function, args, kwargs={}):
    if not callable(function):
        raise TypeError("first arg must be callable")
    return start_joinable_thread(lambda: function(*args, **kwargs)).ident


def _shutdown():
    while _joinable:
        next(iter(_joinable)).join()


def make_handle(ident):
    return Handle(ident)


def sleep(seconds, /):
    """As ``time.sleep``."""
    if not hasattr(seconds, "__float__") and not hasattr(seconds, "__index__"):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    seconds = float(seconds)
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds > TIMEOUT_MAX:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    if seconds == 0:
        stacks.pass_on()
        return
    until = monotonic() + seconds
    # Timers of browsers are whole milliseconds, and some are early.
    while (left := until - monotonic()) > 0:
        stacks.park(stacks.new_ticket(), left)


def install():
    """Puts all this in the place of what the interpreter came with."""
    here = {
        "allocate_lock": lock,
        "allocate": lock,
        "lock": lock,
        "LockType": lock,
        "RLock": RLock,
        "get_ident": stacks.get_ident,
        "get_native_id": stacks.get_ident,
        "start_joinable_thread": start_joinable_thread,
        "start_new_thread": start_new_thread,
        "start_new": start_new_thread,
        "daemon_threads_allowed": lambda: True,
        "_ThreadHandle": Handle,
        "_make_thread_handle": make_handle,
        "_get_main_thread_ident": lambda: stacks.MAIN,
        "_shutdown": _shutdown,
        "_count": lambda: len(_joinable),
    }
    for name, value in here.items():
        setattr(_thread, name, value)
    time.sleep = sleep
    threading = importlib.reload(importlib.import_module("threading"))
    # Those of the interpreter would be one for all stacks.
    threading.local = importlib.reload(importlib.import_module("_threading_local")).local
    _thread._local = threading.local
    # The one in C waits by a lock of the system.
    sys.modules["_queue"] = None
    # What was imported before is to be imported anew: it holds locks of that time.
    for name in list(sys.modules):
        if name.partition(".")[0] in ("queue", "concurrent", "logging", "asyncio"):
            del sys.modules[name]
