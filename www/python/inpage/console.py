"""Standard input, output and error: a terminal that shows what it is given, and has no keys."""

import codecs
import io
import os
import sys

import pageside

from . import stacks

# So much may be on its way to the terminal; who prints more waits, as before any terminal.
_MOST_OWED = 1 << 18


# Printed, and not yet handed to JavaScript, which takes longer than to print: many together. At once if nothing was for a
# while, at the latest when the program waits, or Python's loop is told that it is time.
_TOGETHER = 500
_held = []
_is_told = False


def push():
    """Hands over what was printed."""
    global _is_told
    if _held:
        text = "".join(_held)
        _held.clear()
        _is_told = False
        pageside.out(text)


class _Screen(io.TextIOBase):
    """What is written here is shown, line by line as on any terminal: what has no end of a line waits for flush.

    Not ``io.TextIOWrapper``: what that has in C takes a thread that waits in it for the one that calls next.
    """

    mode, encoding, errors, line_buffering = "w", "utf-8", "strict", True

    def __init__(self, name, descriptor):
        self.name, self._descriptor = name, descriptor
        self._text = []
        self.buffer = _Bytes(self)

    def fileno(self):
        return self._descriptor

    def isatty(self):
        return True

    def writable(self):
        return True

    def reconfigure(self, **options):
        """There is nothing to choose."""

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        # Half of a character is as wrong here as in a file.
        self._text.append(text if text.isascii() else text.encode("utf-8", self.errors).decode("utf-8"))
        if "\n" in text or "\r" in text:
            self.flush()
        return len(text)

    def flush(self):
        global _is_told
        if not self._text:
            return
        _held.extend(self._text)
        self._text.clear()
        is_due = False
        if not _is_told:
            _is_told = True
            is_due = pageside.outLater()
        if not is_due and len(_held) < _TOGETHER:
            return
        push()
        while pageside.owed() > _MOST_OWED and stacks.can_run_sync():
            ticket = stacks.new_ticket()
            pageside.whenShown(ticket)
            stacks.park(ticket)


class _ErrorScreen(_Screen):
    """The same for what must not fail itself."""

    errors = "backslashreplace"


class _Bytes(io.BufferedIOBase):
    """The same for bytes."""

    def __init__(self, screen):
        self._screen, self._decoder = screen, codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self):
        return True

    def isatty(self):
        return True

    def fileno(self):
        return self._screen.fileno()

    def write(self, data):
        self._screen.write(self._decoder.decode(bytes(data)))
        return len(data)

    def flush(self):
        self._screen.flush()


class _NoKeys(io.TextIOBase):
    """What ``input()`` reads from."""

    name, encoding, errors, mode = "<stdin>", "utf-8", "strict", "r"

    def readable(self):
        return True

    def fileno(self):
        return 0

    def _refuse(self, *args):
        raise io.UnsupportedOperation("there is no keyboard here: give arguments instead, beside the program")

    read = readline = readlines = __next__ = _refuse


_exit_at_once, _abort_at_once = os._exit, os.abort


def _exit(status):
    # What was flushed was seen.
    push()
    _exit_at_once(status)


def _abort():
    push()
    _abort_at_once()


# As it is known, for who pickles it.
_exit.__module__ = "os"


def install():
    """From now on programs print here."""
    os._exit, os.abort = _exit, _abort
    stacks.before_waiting = push
    sys.stdin = sys.__stdin__ = _NoKeys()
    sys.stdout = sys.__stdout__ = _Screen("<stdout>", 1)
    sys.stderr = sys.__stderr__ = _ErrorScreen("<stderr>", 2)
