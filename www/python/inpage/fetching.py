"""One request by the browser's ``fetch``, for a thread that waits for it."""

import json
import time

import pageside

from . import stacks


class NoAnswer(ConnectionError):
    """No answer, or not a whole one. Why, a browser does not say."""


class Fetch:
    """A request that was made."""

    def __init__(self, url, method="GET", headers=(), body=None, redirect="follow"):
        self._id = stacks.new_ticket()
        self._is_over = False
        self.head = None
        pageside.begin(self._id, url, method, json.dumps(list(headers)), body, redirect)

    def wait(self, timeout=None):
        """The head of the answer. After ``timeout`` seconds the request is aborted."""
        if not stacks.park(self._id, timeout):
            self.close()
            raise TimeoutError("timed out")
        self._check()
        error = pageside.error(self._id)
        if error is not None:
            self.close()
            raise NoAnswer(f"no answer ({error})")
        self.head = json.loads(pageside.head(self._id))
        return self.head

    def read(self, timeout=None):
        """The next part of the body, empty at its end."""
        if self._is_over:
            return b""
        ticket = stacks.new_ticket()
        pageside.more(self._id, ticket)
        if not stacks.park(ticket, timeout):
            self.close()
            raise TimeoutError("The read operation timed out")
        self._check()
        error = pageside.error(self._id)
        if error is not None:
            self.close()
            raise NoAnswer(f"the answer broke off ({error})")
        part = pageside.came(self._id)
        if part is None:
            self.close()
            return b""
        return part.to_bytes()

    def _check(self):
        if self._is_over:
            raise NoAnswer("the request was aborted")

    def whole(self, deadline=None):
        """All of the body, by this moment of ``time.monotonic``."""
        parts = []
        while part := self.read(None if deadline is None else max(0.0, deadline - time.monotonic())):
            parts.append(part)
        return b"".join(parts)

    def close(self):
        """Aborts what is still under way, from any thread: one that waits for it has :class:`NoAnswer`."""
        if not self._is_over:
            self._is_over = True
            pageside.end(self._id)
