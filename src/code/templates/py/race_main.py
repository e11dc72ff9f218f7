threads = 1 if strategy == "sequential" else MAX_WORKERS ⟦?compare⟧
executor = ThreadPoolExecutor(«threads») ⟦!dask⟧
client = Client(processes=False, threads_per_worker=«threads»)  # who waits needs no process ⟦?dask⟧
executor = client.get_executor(pure=False) ⟦?dask⟧
if args.record:
    from photofinish_recorder import record  # one file, beside this one
    executor = record(executor, args.record, RUN, name="fetch") ⟦!compare⟧
    executor = record(executor, args.record, RUN, name="fetch", strategy=strategy) ⟦?compare⟧
start, counts = perf_counter(), Counter()
with executor: ⟦!dask⟧
with client, executor: ⟦?dask⟧
    to_do = {executor.submit(download, cc): cc for cc in «all»} ⟦submit⟧
    # In the order of submission. So would executor.map, but it ends at the first error. ⟦?in_order⟧
    arrivals = as_completed(to_do) if strategy == "as_completed" else to_do ⟦?compare⟧
    for future in tqdm(«arrivals», total=len(to_do)): ⟦!verbose deliver⟧
    for future in «arrivals»: ⟦?verbose deliver⟧
        «outcome»
        counts[status] += 1
        print(to_do[future], status) ⟦?verbose⟧
print(strategy) ⟦?compare⟧
for status, count in counts.most_common():
    print(f"{count:3} {status}")
print(f"Elapsed time: {perf_counter() - start:.2f}s")
