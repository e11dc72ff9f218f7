"""What the stand-ins for ``httpx`` and ``requests`` have in common: one request over ``fetch``, and its answer."""

import json
import time
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlencode, urljoin, urlsplit

from .fetching import Fetch, NoAnswer
from .missing import OUTSIDE


def lacking(whose):
    """The ``__getattr__`` of a module that stands in, or of an object of it: what is not there is told as that."""

    def lack(*of):
        *_, name = of
        if name.startswith("__"):
            raise AttributeError(f"{whose} has no attribute {name!r}")
        raise AttributeError(f"{whose}.{name} cannot be had in a page, where it is a stand-in: {OUTSIDE}", name=name)

    return lack


class _Headers(dict):
    """Names of headers, however they are written."""

    def __init__(self, pairs=()):
        super().__init__((name.lower(), value) for name, value in pairs)

    def __getitem__(self, name):
        return super().__getitem__(name.lower())

    def __contains__(self, name):
        return super().__contains__(name.lower())

    def get(self, name, default=None):
        return super().get(name.lower(), default)


class Answer:
    """What both have in common."""

    def __init__(self, head, content, took):
        self.status_code, self.url, self.content = head["status"], head["url"], content
        self.headers = _Headers(head["headers"])
        self.elapsed = took
        self.encoding = "utf-8"

    @property
    def text(self):
        return self.content.decode(self.encoding or "utf-8", "replace")

    def json(self, **options):
        return json.loads(self.content, **options)

    def read(self):
        return self.content

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


def phrase(head):
    """The status in words."""
    known = {status.value: status.phrase for status in HTTPStatus}
    return head["reason"] or known.get(head["status"], "")


def ask(answer, errors, method, url, timeout, follow, params=None, headers=None, data=None, json_=None, begun=None):
    """Makes a request; ``errors`` are those for a late answer, none, a redirect, and an address that is none. ``begun`` gets
    what can be closed from another thread."""
    late, none, redirected, unsupported = errors
    if urlsplit(url).scheme not in ("http", "https"):
        raise unsupported("the address is not one of http:// or https://")
    if params:
        url = urljoin(url, "?" + urlencode(params, doseq=True)) if "?" not in url else f"{url}&{urlencode(params)}"
    headers = dict(headers or {})
    if json_ is not None:
        data = json.dumps(json_)
        headers.setdefault("content-type", "application/json")
    elif isinstance(data, dict):
        data = urlencode(data)
        headers.setdefault("content-type", "application/x-www-form-urlencoded")
    began = time.monotonic()
    fetch = Fetch(url, method, headers.items(), data, "follow" if follow else "manual")
    try:
        if begun is not None:
            begun(fetch)
        head = fetch.wait(timeout)
        if head["hidden"]:
            raise redirected("a browser follows redirects or hides them: ask for them to be followed")
        # As theirs, the time counts for each step.
        parts = []
        while part := fetch.read(timeout):
            parts.append(part)
    except TimeoutError:
        raise late("timed out") from None
    except NoAnswer as error:
        raise none(str(error)) from None
    finally:
        fetch.close()
    return answer(head, b"".join(parts), timedelta(seconds=time.monotonic() - began))
