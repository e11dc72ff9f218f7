clock = Clock() ⟦?clock⟧
executor = getattr(futures, args.executor)(«count») ⟦!dask ?one_thread⟧
executor = getattr(futures, args.executor)(«count»)  # or InterpreterPoolExecutor, since 3.14 ⟦!dask !one_thread⟧
client = Client(n_workers=«count», threads_per_worker=1) ⟦?dask⟧
executor = client.get_executor(pure=False)  # not pure: equal calls are two tasks ⟦?dask⟧
if args.record:
    from photofinish_recorder import record  # one file, beside this one
    executor = record(executor, args.record, RUN, name="pool", label=«label») ⟦!sweep⟧
    executor = record(executor, args.record, RUN, name="pool", label=«label», workers=workers) ⟦?sweep⟧
start = perf_counter()
with executor: ⟦!dask⟧
with client, executor: ⟦?dask⟧
    to_do = {executor.submit(work, job): job for job in JOBS} ⟦submit⟧
    for future in tqdm(futures.as_completed(to_do), total=len(to_do)): ⟦!verbose deliver⟧
        future.result() ⟦!verbose deliver⟧
    for future in futures.as_completed(to_do): ⟦?verbose deliver⟧
        print(«label»(to_do[future]), future.result(), sep=": ") ⟦?verbose deliver⟧
print(f"{«count»} workers, elapsed time: {perf_counter() - start:.2f}s")
clock.over.set() ⟦?clock⟧
print(f"from one tick of a clock to the next {1000 * clock.longest:.0f} ms at most") ⟦?clock⟧
