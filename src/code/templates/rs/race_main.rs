let start = BrowserRuntime.now();
let max_workers = if strategy == "sequential" { 1 } else { MAX_WORKERS }; ⟦?compare⟧
log(strategy); ⟦?compare⟧
for (status, count) in download_many(max_workers, strategy).await? { ⟦?compare⟧
for (status, count) in download_many(MAX_WORKERS).await? { ⟦!compare⟧
    log(&format!("{count:3} {status}"));
}
log(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start));
