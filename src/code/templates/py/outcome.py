try:
    future.result() ⟦deliver⟧
    status = "ok"
except (OSError, HTTPException) as error:  # refused, or no whole answer in time
    status = "not found" if getattr(error, "code", 0) == 404 else "error" ⟦not_found http_error no_answer⟧
