let status = match future.result().await.as_ref().map_err(|e| e.downcast_ref()) { ⟦deliver⟧
    Ok(_) => "ok",
    Err(Some(FetchError::NotFound { .. })) => "not found", ⟦not_found⟧
    Err(_) => "error", ⟦http_error no_answer⟧
};
