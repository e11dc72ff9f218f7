let start = BrowserRuntime.now();
let max_workers = if strategy == "sequential" { 1 } else { MAX_WORKERS }; ⟦?compare⟧
let executor = IoExecutor::new(Rc::new(BrowserRuntime), «most»)?;
let submit = |«each»| executor.submit(move || download(«arguments»)); ⟦!verbose submit⟧
let futures = «all».iter().map(submit).collect::<Result<Vec<_>, _>>()?; ⟦!verbose submit⟧
let (mut futures, mut to_do) = (Vec::new(), HashMap::new()); ⟦?verbose⟧
for «each» in «all» { ⟦?verbose submit⟧
    let future = executor.submit(move || download(«arguments»))?; ⟦?verbose submit⟧
    to_do.insert(future.id(), cc); ⟦?verbose submit⟧
    futures.push(future); ⟦?verbose submit⟧
} ⟦?verbose submit⟧
let mut counts = BTreeMap::new();
// In the order of submission. So would `Executor::map`, but it ends at the first error. ⟦?in_order⟧
for future in futures { ⟦?in_order deliver⟧
let mut arrivals = as_completed(futures, None); ⟦?as_completed⟧
while let Some(Ok(future)) = arrivals.next().await { ⟦?as_completed deliver⟧
let is_as_completed = strategy == "as_completed"; ⟦?compare⟧
let mut arrivals = is_as_completed.then(|| as_completed(futures.clone(), None)); ⟦?compare⟧
for in_order in futures { ⟦?compare deliver⟧
    let future = match &mut arrivals { ⟦?compare deliver⟧
        Some(arrivals) => (arrivals.next().await).and_then(Result::ok).unwrap_or(in_order), ⟦?compare deliver⟧
        None => in_order, ⟦?compare deliver⟧
    }; ⟦?compare deliver⟧
    «status»
    *counts.entry(status).or_insert(0) += 1; ⟦deliver⟧
    console::log_1(&format!("{} {status}", to_do[&future.id()]).into()); ⟦?verbose⟧
}
console::log_1(&strategy.into()); ⟦?compare⟧
for (status, count) in counts {
    console::log_1(&format!("{count:3} {status}").into());
}
console::log_1(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start).into());
