"""A result that is not waited for long enough, and asked for once more; and what can be cancelled.

Needs Python 3.9 or newer.
"""

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


if __name__ == "__main__":
    main()
