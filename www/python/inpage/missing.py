"""What cannot be in a page, told by an error that says so and what to do instead."""

import os
import signal
import sys

from . import stacks
from .mending import after_import

OUTSIDE = "run the program with a Python of your own for that"


def _refuse(what):
    def refuse(*args, **kwargs):
        raise OSError(f"{what} cannot be had in a page: {OUTSIDE}")

    return refuse


def refuse_later(what):
    """The same for what is awaited."""
    refuse = _refuse(what)

    async def refuse_when_awaited(*args, **kwargs):
        refuse()

    return refuse_when_awaited


def install():
    """Puts errors in the place of what would hang, or fail without saying why."""
    for name in ("fork", "forkpty", "posix_spawn", "posix_spawnp", "system", "popen"):
        setattr(os, name, _refuse("another process"))
    for name in ("alarm", "setitimer", "getitimer", "pause", "sigwait", "sigwaitinfo", "sigtimedwait"):
        setattr(signal, name, _refuse("an alarm, or a signal from outside,"))
    signal.signal = _all_but_ours(signal.signal)
    sys._current_frames = lambda: {stacks.get_ident(): sys._getframe(1)}
    after_import("socket", _sockets)
    after_import("subprocess", _subprocess)
    after_import("multiprocessing.process", _multiprocessing)


def _all_but_ours(set_handler):
    # By this one threads take turns, and nobody else sends it: there is no alarm.
    refuse = _refuse("an alarm")

    def signal_(signalnum, handler):
        return refuse() if signalnum == signal.SIGALRM else set_handler(signalnum, handler)

    signal_.__name__ = "signal"
    return signal_


def _sockets(module):
    for name in ("connect", "connect_ex", "bind", "listen"):
        setattr(module.socket, name, _refuse("a socket"))
    for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname", "socketpair"):
        setattr(module, name, _refuse("a socket"))


def _subprocess(module):
    module.Popen.__init__ = _refuse("another process")


def _multiprocessing(module):
    module.BaseProcess.start = _refuse("another process")
