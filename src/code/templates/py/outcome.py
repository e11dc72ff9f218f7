try:
    future.result() ⟦deliver⟧
    status = "ok"
except (OSError, HTTPException) as exc:  # refused, or no whole answer in time ⟦!dask⟧
    status = "not found" if getattr(exc, "code", 0) == 404 else "error" ⟦!dask not_found http_error no_answer⟧
except requests.RequestException as exc:  # refused, or no whole answer in time ⟦?dask⟧
    status = "not found" if getattr(exc.response, "status_code", 0) == 404 else "error" ⟦?dask not_found http_error no_answer⟧
