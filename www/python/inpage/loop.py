"""CPython's own ``asyncio``, whose loop waits by a stack instead of by the system's ``select``."""

import sys

from . import stacks
from .mending import after_import
from .missing import not_implemented, refuse_later


class _Selector:
    """Where a loop waits for the next thing to do."""

    def __init__(self):
        self._ticket = None
        self._is_woken = False

    def select(self, timeout=None):
        if not self._is_woken:
            if timeout is not None and timeout <= 0:
                # As a look at sockets would.
                stacks.pass_on()
            else:
                self._ticket = stacks.new_ticket()
                stacks.park(self._ticket, timeout)
                self._ticket = None
        self._is_woken = False
        return []

    def wake(self):
        """From any thread."""
        self._is_woken = True
        if self._ticket is not None:
            stacks.wake(self._ticket)


def install():
    """A fresh ``asyncio`` for programs. What it has in C serves Pyodide's own loop, by which stacks are woken."""
    sys.modules["_asyncio"] = None
    after_import("asyncio", _mend)


def _mend(asyncio):
    class PageLoop(asyncio.BaseEventLoop):
        """The loop of a page."""

        def __init__(self):
            super().__init__()
            self._selector = _Selector()

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            self._selector.wake()

        create_connection = create_server = create_datagram_endpoint = refuse_later("a socket")
        add_reader = add_writer = not_implemented("a socket")
        add_signal_handler = not_implemented("a signal from outside")
        subprocess_exec = subprocess_shell = refuse_later("another process")

    class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
        _loop_factory = PageLoop

    asyncio.events._event_loop_policy = Policy()
    asyncio.EventLoop = PageLoop
