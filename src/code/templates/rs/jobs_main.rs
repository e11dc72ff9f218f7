let start = BrowserRuntime.now();
let pool = WorkerPool::<Work>::with_workers(«count»)?;
let tasks = jobs(Kernel::«Kernel», JOBS, SIZE, SEED)?.into_iter(); ⟦!verbose submit⟧
let futures = tasks.map(|task| pool.submit(Work(task))).collect::<Result<Vec<_>, _>>()?; ⟦!verbose submit⟧
let (mut futures, mut to_do) = (Vec::new(), HashMap::new()); ⟦?verbose⟧
for task in jobs(Kernel::«Kernel», JOBS, SIZE, SEED)? { ⟦?verbose submit⟧
    let label = task.label(); ⟦?verbose submit⟧
    let future = pool.submit(Work(task))?; ⟦?verbose submit⟧
    to_do.insert(future.id(), label); ⟦?verbose submit⟧
    futures.push(future); ⟦?verbose submit⟧
} ⟦?verbose submit⟧
let mut arrivals = as_completed(futures, None);
while let Some(Ok(future)) = arrivals.next().await { ⟦deliver⟧
    let output = future.result().await?; ⟦?verbose deliver⟧
    console::log_1(&format!("{}: {}", to_do[&future.id()], output.summary()).into()); ⟦?verbose deliver⟧
    future.result().await?; ⟦!verbose deliver⟧
} ⟦deliver⟧
let elapsed = BrowserRuntime.now() - start;
console::log_1(&format!("{} workers, elapsed time: {elapsed:.2?}", «count»).into()); ⟦!sweep⟧
console::log_1(&format!("{workers} workers, elapsed time: {elapsed:.2?}").into()); ⟦?sweep⟧
