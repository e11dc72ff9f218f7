def recorded(executor: Executor, file: str | None) -> Executor: ⟦!varies⟧
def recorded(executor: Executor, file: str | None, «varying») -> Executor: ⟦?varies !both⟧
def recorded( ⟦?both⟧
    executor: Executor, file: str | None, name: str, label: Callable[..., str] ⟦?both⟧
) -> Executor: ⟦?both⟧
    if file is None:
        return executor
    from photofinish_recorder import record  # one file, beside this one

    return record(executor, file, RUN, name="fetch") ⟦?race !compare⟧
    return record(executor, file, RUN, name="fetch", strategy=strategy) ⟦?compare⟧
    return record(executor, file, RUN, name="pool", label=label) ⟦?workers !sweep⟧
    return record(executor, file, RUN, name="pool", label=label, workers=workers) ⟦?sweep⟧
    return record(executor, file, RUN, name=name, label=label) ⟦?both⟧
