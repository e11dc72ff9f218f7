"""Stands in for the parts of httpx that the chapter uses: its own code needs sockets, which a page has not."""

from inpage.web import Answer, ask, lacking, phrase

__getattr__ = lacking("httpx")


class HTTPError(Exception):
    pass


class RequestError(HTTPError):
    pass


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ReadTimeout(TimeoutException):
    pass


class ConnectTimeout(TimeoutException):
    pass


class NetworkError(TransportError):
    pass


class ConnectError(NetworkError):
    pass


class ReadError(NetworkError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class TooManyRedirects(RequestError):
    pass


class InvalidURL(Exception):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request=None, response):
        super().__init__(message)
        self.request, self.response = request, response


class Response(Answer):
    def __init__(self, head, content, took):
        super().__init__(head, content, took)
        self.reason_phrase = phrase(head)
        self.is_success = 200 <= self.status_code < 300
        self.is_error = self.status_code >= 400

    def raise_for_status(self):
        if self.is_success:
            return self
        kinds = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}
        kind = kinds.get(self.status_code // 100, "Invalid status code")
        raise HTTPStatusError(f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'", response=self)

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"

_ERRORS = (ReadTimeout, ConnectError, TooManyRedirects, UnsupportedProtocol)


def request(method, url, *, params=None, headers=None, data=None, json=None, timeout=5.0, follow_redirects=False, _begun=None):
    return ask(Response, _ERRORS, method, str(url), timeout, follow_redirects, params, headers, data, json, _begun)


def get(url, **options):
    return request("GET", url, **options)


class Client:
    def __init__(self, *, base_url="", headers=None, timeout=5.0, follow_redirects=False):
        self._base = base_url
        self._options = {"headers": headers, "timeout": timeout, "follow_redirects": follow_redirects}

    def get(self, url, **options):
        return request("GET", self._base + str(url), **(self._options | options))

    def close(self):
        pass

    __getattr__ = lacking("httpx.Client")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class AsyncClient:
    def __init__(self, **options):
        self._client = Client(**options)

    async def get(self, url, **options):
        import asyncio

        made, is_given_up = [], False

        def begun(fetch):
            made.append(fetch)
            if is_given_up:
                fetch.close()

        try:
            return await asyncio.to_thread(self._client.get, url, _begun=begun, **options)
        except asyncio.CancelledError:
            # A thread cannot be cancelled; its request can.
            is_given_up = True
            for fetch in made:
                fetch.close()
            raise

    async def aclose(self):
        pass

    __getattr__ = lacking("httpx.AsyncClient")

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        pass
