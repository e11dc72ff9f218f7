clock = Clock() ⟦?clock⟧
start = perf_counter() ⟦!dask⟧
with recorded(pool(«count»), args.record«how») as executor: ⟦!dask⟧
# Client("tcp://ADDRESS:8786") takes a cluster that runs. Not pure: equal calls are two tasks. ⟦?dask⟧
with ( ⟦?dask⟧
    Client(n_workers=«count», threads_per_worker=1) as client, ⟦?dask⟧
    recorded(client.get_executor(pure=False), args.record«how») as executor, ⟦?dask⟧
): ⟦?dask⟧
    start = perf_counter() ⟦?dask⟧
    compute_many(executor)
print(f"{«count»} workers, elapsed time: {perf_counter() - start:.2f}s")
clock.over.set() ⟦?clock⟧
print(f"from one tick of a clock to the next {1000 * clock.longest:.0f} ms at most") ⟦?clock⟧
