def download(cc: str) -> bytes:
    code = cc.lower() ⟦!list !dask⟧
    with urlopen(«url», timeout=TIMEOUT) as response: ⟦!dask !retries run⟧
        return response.read() ⟦!dask !retries run⟧
    answer = requests.get(«url», timeout=TIMEOUT) ⟦?dask !retries run⟧
    answer.raise_for_status() ⟦?dask !retries run⟧
    return answer.content ⟦?dask !retries run⟧
    attempt = 0 ⟦?retries⟧
    while True: ⟦?retries⟧
        url = «url» ⟦?retries⟧
        try: ⟦?retries⟧
            with urlopen(url, timeout=TIMEOUT) as response: ⟦!dask ?retries run⟧
                return response.read() ⟦!dask ?retries run⟧
        except URLError as error:  # an HTTPError is one too ⟦!dask ?retries⟧
            status = getattr(error, "code", 503) ⟦!dask ?retries⟧
            answer = requests.get(url, timeout=TIMEOUT) ⟦?dask ?retries run⟧
            answer.raise_for_status() ⟦?dask ?retries run⟧
            return answer.content ⟦?dask ?retries run⟧
        except (requests.HTTPError, requests.ConnectionError) as error: ⟦?dask ?retries⟧
            status = getattr(error.response, "status_code", 503) ⟦?dask ?retries⟧
            # Only what may pass by itself is tried again. ⟦?retries⟧
            if attempt == RETRIES or not (status in (408, 429) or status >= 500): ⟦?retries⟧
                raise ⟦?retries⟧
        sleep(0.1 * 2**attempt) ⟦?retries pause⟧
        attempt += 1 ⟦?retries⟧
