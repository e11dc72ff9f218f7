"""Stands in for the parts of requests that the chapter uses: its own code needs sockets, which a page has not."""

import sys
import types

from inpage.web import Answer, ask, lacking, phrase

__getattr__ = lacking("requests")


class RequestException(OSError):
    def __init__(self, *args, request=None, response=None):
        super().__init__(*args)
        self.request, self.response = request, response


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class TooManyRedirects(RequestException):
    pass


class InvalidSchema(RequestException, ValueError):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class Response(Answer):
    def __init__(self, head, content, took):
        super().__init__(head, content, took)
        self.reason = phrase(head)
        self.ok = self.status_code < 400

    def raise_for_status(self):
        if self.ok:
            return
        kind = "Client" if self.status_code < 500 else "Server"
        text = f"{self.status_code} {kind} Error: {self.reason} for url: {self.url}"
        raise HTTPError(text, response=self)

    def __bool__(self):
        return self.ok

_ERRORS = (ReadTimeout, ConnectionError, TooManyRedirects, InvalidSchema)


def request(method, url, *, params=None, headers=None, data=None, json=None, timeout=None, allow_redirects=True):
    if ":" not in str(url):
        raise MissingSchema(f"Invalid URL {str(url)!r}: No scheme supplied. Perhaps you meant https://{url}?")
    timeout = timeout[-1] if isinstance(timeout, tuple) else timeout
    return ask(Response, _ERRORS, method, str(url), timeout, allow_redirects, params, headers, data, json)


def get(url, params=None, **options):
    return request("GET", url, params=params, **options)


class Session:
    def get(self, url, **options):
        return get(url, **options)

    def close(self):
        pass

    __getattr__ = lacking("requests.Session")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


exceptions = types.ModuleType("requests.exceptions")
for _one in list(globals().values()):
    if isinstance(_one, type) and issubclass(_one, RequestException):
        setattr(exceptions, _one.__name__, _one)
sys.modules["requests.exceptions"] = exceptions
