let start = BrowserRuntime.now();
compute_many(«count»).await?;
let elapsed = BrowserRuntime.now() - start;
log(&format!("{} workers, elapsed time: {elapsed:.2?}", «count»)); ⟦!sweep⟧
log(&format!("{workers} workers, elapsed time: {elapsed:.2?}")); ⟦?sweep⟧
