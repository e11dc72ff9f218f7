"""A result that is not waited for long enough, and asked for once more; what can be cancelled; and the same
in asyncio, whose Future takes no timeout.

Needs Python 3.9 or newer.
"""

import asyncio
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError
from time import sleep


def task(cc: str) -> str:
    sleep(1.5)
    return cc


def main() -> None:
    with ThreadPoolExecutor(max_workers=1) as executor:
        running, waiting = executor.submit(task, "BR"), executor.submit(task, "CN")
        for patience in (0.2, 5):
            try:
                print(f"result(timeout={patience}):", running.result(timeout=patience))
            except TimeoutError:
                # Who waited had enough. The task knows nothing of that.
                print(f"result(timeout={patience}): TimeoutError, {running}")
                print("cancel() of the one that runs:", running.cancel())
                print("cancel() of the one that waits:", waiting.cancel())
        try:
            waiting.result()
        except CancelledError:
            print("result() of a cancelled one: CancelledError")
    asyncio.run(in_asyncio())


async def in_asyncio() -> None:
    async def task() -> str:
        await asyncio.sleep(1.5)
        return "BR"

    # A task is a Future too.
    running = asyncio.create_task(task())
    for arguments in ({"timeout": 0.2}, {}):
        try:
            running.result(**arguments)
        except (TypeError, asyncio.InvalidStateError) as error:
            print(f"asyncio: result({'timeout=0.2' if arguments else ''}): {type(error).__name__}")
    # To wait for it is somebody else's part, and that one takes a timeout: the task does not survive it.
    try:
        await asyncio.wait_for(running, 0.2)
    except asyncio.TimeoutError:
        print("asyncio: wait_for(0.2): TimeoutError, cancelled():", running.cancelled())
    # But where a shield stands between them.
    running = asyncio.create_task(task())
    try:
        await asyncio.wait_for(asyncio.shield(running), 0.2)
    except asyncio.TimeoutError:
        print("asyncio: with a shield: TimeoutError, cancelled():", running.cancelled())
    print("asyncio: await:", await running)


if __name__ == "__main__":
    main()
