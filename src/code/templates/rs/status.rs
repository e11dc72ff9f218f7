fn status<T>(result: &Result<T, FutureError>) -> &'static str {
    let Err(error) = result else { return "ok" };
    let refused = error.task_error().and_then(|error| error.downcast_ref());
    match refused.map(FetchError::outcome) {
        Some(Outcome::NotFound) => "not found", ⟦not_found⟧
        _ => "error", ⟦http_error no_answer⟧
    }
}
