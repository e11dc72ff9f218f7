"""Connections of ``http.client`` that go by ``fetch``: so it, and ``urllib.request`` above it, are CPython's own."""

import io

from .fetching import Fetch, NoAnswer
from .mending import after_import

# Headers that are the browser's to set.
_BROWSERS_OWN = {"host", "connection", "accept-encoding", "user-agent", "content-length", "transfer-encoding", "te"}
# Headers that no longer fit a body that the browser has unpacked.
_OF_THE_WAY = {"content-encoding", "transfer-encoding", "connection"}


class Socket:
    """What ``http.client`` writes a request to, and reads an answer from."""

    def __init__(self, scheme, host, timeout):
        self._base = f"{scheme}://{host}"
        # Where none was given http.client hands over a sign of the module socket.
        self._timeout = timeout if isinstance(timeout, (int, float)) else None
        self._sent = bytearray()
        self._answer = None

    def sendall(self, data):
        self._sent += data
        head, end, body = bytes(self._sent).partition(b"\r\n\r\n")
        if not end:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines]
        length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
        if len(body) < length:
            return
        method, path, _ = first.split(" ", 2)
        self._sent.clear()
        headers = [header for header in headers if header[0].lower() not in _BROWSERS_OWN]
        self._answer = _Answer(Fetch(self._base + path, method, headers, body or None), self._timeout)

    def makefile(self, *args, **kwargs):
        if self._answer is None:
            raise NoAnswer("nothing was asked")
        return io.BufferedReader(self._answer)

    def settimeout(self, timeout):
        self._timeout = timeout

    def setsockopt(self, *args):
        """There is nothing to set."""

    def close(self):
        """What is under way is ended by whoever reads it."""


class _Answer(io.RawIOBase):
    """An answer as it comes over the wire."""

    def __init__(self, fetch, timeout):
        self._fetch, self._timeout, self._rest, self._late = fetch, timeout, b"", None
        try:
            head = fetch.wait(timeout)
        except TimeoutError as late:
            # Told when it is read, as by CPython: asking was in time.
            self._late = late
            return
        lines = [f"HTTP/1.1 {head['status']} {head['reason']}"]
        headers = [(name, value) for name, value in head["headers"] if name not in _OF_THE_WAY]
        packed = any(name == "content-encoding" for name, _ in head["headers"])
        headers = [(name, value) for name, value in headers if not (packed and name == "content-length")]
        self._has_length = any(name == "content-length" for name, _ in headers)
        lines += [f"{name}: {value}" for name, value in headers]
        self._rest = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1", "replace")

    def readable(self):
        return True

    def readinto(self, buffer):
        if self._late is not None:
            raise self._late
        if not self._rest:
            try:
                self._rest = self._fetch.read(self._timeout)
            except NoAnswer:
                # Whoever knows how much should come sees that it is less.
                if not self._has_length:
                    raise
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def close(self):
        if not self.closed:
            self._fetch.close()
        super().close()


def install():
    """``http.client`` connects by the browser."""
    after_import("http.client", _mend)


def _mend(client):
    def connect(connection):
        scheme = "https" if connection.default_port == 443 else "http"
        host = connection.host if ":" not in connection.host else f"[{connection.host}]"
        if connection._tunnel_host:
            raise OSError("a page has no tunnels")
        connection.sock = Socket(scheme, f"{host}:{connection.port}", connection.timeout)

    client.HTTPConnection.connect = connect
    if hasattr(client, "HTTPSConnection"):
        client.HTTPSConnection.connect = connect
