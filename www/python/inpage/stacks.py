"""Threads as suspended stacks of Wasm (JSPI): who runs, how to wait, how to be woken.

Only one stack runs. It lets others go on when it waits, and, if it computes beside others, every few milliseconds, when
Python's loop is told so by a signal: as CPython's threads do under the GIL.
"""

import gc
import itertools
import os
import signal
import sys
import threading
import traceback

import pageside  # given by worker.js
from pyodide.ffi import can_run_sync, create_proxy, run_sync

HERE = os.path.dirname(os.path.abspath(__file__))
MAIN = 1
# What a stack that waits is told when nobody is left who could wake one.
STUCK = 2

wake = pageside.wake

_current = MAIN
# How many threads there are beside the main one.
_others = 0
_idents = itertools.count(MAIN + 1)


def get_ident():
    """The number of the thread that runs."""
    return _current


_may_wait = True


def new_ticket():
    """Something to wait for; an error where nobody may wait."""
    if not _may_wait:
        raise RuntimeError("what is told of a future cannot wait")
    return pageside.ticket()


def without_waiting(act, *values):
    """Does something in which no thread can begin to wait: others would go on before it is done."""
    global _may_wait
    _may_wait = False
    try:
        act(*values)
    finally:
        _may_wait = True


def park(ticket, timeout=None):
    """Waits until somebody wakes this ticket, and says whether somebody did; at most ``timeout`` seconds."""
    global _current
    me = _current
    # Rounded up: nobody is woken before the time is over.
    milliseconds = -1 if timeout is None else max(0.0, timeout * 1000)
    before_waiting()
    _gc_disable()
    try:
        woken = run_sync(pageside.wait(ticket, milliseconds))
        if woken != STUCK:
            return woken
    finally:
        _current = me
        _mind_garbage()
    # Nobody is left who could wake anybody. Only a stack itself can look at its frames.
    pageside.waits(me, _where())
    run_sync(pageside.wait(new_ticket(), -1))
    raise SystemExit


def _where():
    lines = traceback.format_stack(sys._getframe(2))[-4:]
    return f"{threading.current_thread().name}:\n{''.join(lines)}"


def start(function):
    """Starts a thread, and returns its number. It begins when the others let it."""
    global _others
    ident = next(_idents)

    def thread():
        global _current, _others
        _current = ident
        try:
            function()
        finally:
            # A thread that ends waits for nobody any more.
            before_waiting()
            _others -= 1

    _others += 1
    # Given back by who calls it.
    pageside.start(create_proxy(thread))
    return ident


def pass_on():
    """Lets all others go on for a while."""
    global _current
    me = _current
    before_waiting()
    _gc_disable()
    try:
        run_sync(pageside.passOn())
    finally:
        _current = me
        _mind_garbage()


def before_waiting():
    """What is to be told before a thread waits: set by who has something to tell."""


# CPython's collector looks at what all threads have on their stacks, and of a suspended one that is not in its place. So
# garbage in cycles is collected only while no other thread exists.
_gc_collect, _gc_enable, _gc_disable = gc.collect, gc.enable, gc.disable
_wants_collector = True


def _mind_garbage():
    if _others == 0 and _wants_collector:
        _gc_enable()


def _want_collector(is_wanted):
    global _wants_collector
    _wants_collector = is_wanted
    _gc_disable()
    _mind_garbage()


def _collect(generation=2):
    return _gc_collect(generation) if _others == 0 else 0


def is_own(code):
    """Whether this is code of this package."""
    return code.co_filename.startswith(HERE)


def _switch(signum, frame):
    # Not in the middle of what keeps the threads apart, nor where no stack of ours stands below: there JavaScript called.
    while (below := frame.f_back) is not None:
        if is_own(frame.f_code) and frame.f_code.co_name not in _STANDS_BELOW:
            return
        frame = below
    if is_own(frame.f_code) and can_run_sync():
        if pageside.hasOthers():
            pass_on()
        else:
            before_waiting()


# The functions of this package that stand below a program, and do nothing else meanwhile.
_STANDS_BELOW = {"begin", "guarded", "work", "_run_main", "<lambda>", "_wind_up", "_tell"}


def set_switch_interval(seconds):
    """As ``sys.setswitchinterval``."""
    seconds = float(seconds)
    if seconds <= 0.0:
        raise ValueError("switch interval must be strictly positive")
    global _interval
    _interval = seconds
    pageside.setSlice(seconds * 1000)


_interval = 0.005


def install():
    """From now on threads take turns."""
    signal.signal(signal.SIGALRM, _switch)
    gc.collect = _collect
    gc.enable, gc.disable = lambda: _want_collector(True), lambda: _want_collector(False)
    gc.isenabled = lambda: _wants_collector
    sys.setswitchinterval = set_switch_interval
    sys.getswitchinterval = lambda: _interval
