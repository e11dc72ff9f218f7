"""What cannot be in a page, told by an error that says so and what to do instead."""

import os
import signal
import sys

from . import stacks
from .mending import after_import, without

OUTSIDE = "run the program with a Python of your own for that"


def _refuse(what):
    def refuse(*args, **kwargs):
        raise OSError(f"{what} cannot be had in a page: {OUTSIDE}")

    return refuse


def not_implemented(what):
    """The same where a program can do without, and expects this error where it has to."""

    def refuse(*args, **kwargs):
        raise NotImplementedError(f"{what} cannot be had in a page: {OUTSIDE}")

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
    after_import("faulthandler", _faulthandler)
    for name, what in _NOT_THERE.items():
        without(name, f"{what} cannot be had in a page: {OUTSIDE}")


# What modules of the standard library are made of, and is not there: else the error would name nothing that a program wrote.
_NOT_THERE = {
    "_multiprocessing": "a pool or a queue of multiprocessing (concurrent.futures has pools)",
    "_posixshmem": "memory shared by processes",
    "_interpreters": "another interpreter of one's own (InterpreterPoolExecutor has some)",
}


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


def _faulthandler(module):
    module.dump_traceback_later = _refuse("a watchdog")


def _multiprocessing(module):
    module.BaseProcess.start = _refuse("another process")
