class Refused(OSError):  # an HTTPError holds its socket, which cannot travel ⟦?dask⟧
    code = property(lambda self: self.args[0]) ⟦?dask⟧
 ⟦?dask⟧
 ⟦?dask⟧
def download(cc: str) -> bytes:
    code = cc.lower() ⟦!list⟧
    with urlopen(«url», timeout=TIMEOUT) as response: ⟦!dask !retries run⟧
        return response.read() ⟦!dask !retries run⟧
    try: ⟦?dask !retries⟧
        with urlopen(«url», timeout=TIMEOUT) as response: ⟦?dask !retries run⟧
            return response.read() ⟦?dask !retries run⟧
    except HTTPError as error: ⟦?dask !retries⟧
        raise Refused(error.code, error.reason) from None ⟦?dask !retries⟧
    attempt = 0 ⟦?retries⟧
    while True: ⟦?retries⟧
        url = «url» ⟦?retries⟧
        try: ⟦?retries⟧
            with urlopen(url, timeout=TIMEOUT) as response: ⟦?retries run⟧
                return response.read() ⟦?retries run⟧
        except URLError as error:  # an HTTPError is one too ⟦?retries⟧
            status = getattr(error, "code", 503) ⟦?retries⟧
            # Only what may pass by itself is tried again. ⟦?retries⟧
            if attempt == RETRIES or not (status in (408, 429) or status >= 500): ⟦?retries⟧
                if isinstance(error, HTTPError): ⟦?retries ?dask⟧
                    raise Refused(error.code, error.reason) from None ⟦?retries ?dask⟧
                raise ⟦?retries⟧
        sleep(0.1 * 2**attempt) ⟦?retries pause⟧
        attempt += 1 ⟦?retries⟧
