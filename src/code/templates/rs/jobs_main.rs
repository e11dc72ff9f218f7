let start = BrowserRuntime.now();
let pool = WorkerPool::<Work>::with_workers(«count»)?;
let mut futures = Vec::new();
let mut to_do = HashMap::new(); ⟦?verbose⟧
for task in jobs(Kernel::«Kernel», JOBS, SIZE, SEED)? { ⟦submit⟧
    let label = task.label(); ⟦?verbose submit⟧
    let future = pool.submit(Work(task))?; ⟦submit⟧
    to_do.insert(future.id(), label); ⟦?verbose submit⟧
    futures.push(future); ⟦submit⟧
} ⟦submit⟧
let mut arrivals = as_completed(futures, None);
while let Some(Ok(future)) = arrivals.next().await { ⟦deliver⟧
    let output = future.result().await.map_err(|error| JsError::new(&error.to_string()))?; ⟦?verbose deliver⟧
    console::log_1(&format!("{}: {}", to_do[&future.id()], output.summary()).into()); ⟦?verbose deliver⟧
    future.result().await.map_err(|error| JsError::new(&error.to_string()))?; ⟦!verbose deliver⟧
} ⟦deliver⟧
let elapsed = BrowserRuntime.now() - start;
console::log_1(&format!("{} workers, elapsed time: {elapsed:.2?}", «count»).into()); ⟦!sweep⟧
console::log_1(&format!("{workers} workers, elapsed time: {elapsed:.2?}").into()); ⟦?sweep⟧
