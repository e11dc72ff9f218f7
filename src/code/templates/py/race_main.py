start = perf_counter() ⟦!dask⟧
threads = 1 if strategy == "sequential" else MAX_WORKERS ⟦?compare⟧
with recorded(«pool», args.record«how») as executor: ⟦!dask⟧
# Who only waits needs no process. Client("tcp://ADDRESS:8786") takes a cluster that runs. ⟦?dask⟧
with ( ⟦?dask⟧
    Client(processes=False, n_workers=1, threads_per_worker=«threads») as client, ⟦?dask⟧
    recorded(client.get_executor(pure=False), args.record«how») as executor, ⟦?dask⟧
): ⟦?dask⟧
    start = perf_counter() ⟦?dask⟧
    counts = download_many(executor«how»)
print(strategy) ⟦?compare⟧
for status, count in counts.most_common():
    print(f"{count:3} {status}")
print(f"Elapsed time: {perf_counter() - start:.2f}s")
