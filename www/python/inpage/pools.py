"""Executors whose workers have an interpreter each: a worker of the browser with a Python of its own, as CPython has processes.

What is handed over is pickled, and each worker first runs the program, as a module that is not the main one: as where
processes are spawned. All else is CPython's ``ThreadPoolExecutor``, each thread of which waits for one such worker.
"""

import functools
import itertools
import pickle
import traceback
import weakref
from concurrent.futures import thread

import pageside

from . import stacks
from .missing import OUTSIDE

# More interpreters a page has no room for.
MOST = 8
ENDED = "A process in the process pool was terminated abruptly while the future was running or pending."
UNUSABLE = "A child process terminated abruptly, the process pool is not usable anymore"
# In CPython's words, of multiprocessing.spawn.
TOO_EARLY = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                ...
"""


class Interpreter(thread.WorkerContext):
    """A worker of the browser, for one thread of a pool."""

    def __init__(self, pool, first, most_tasks):
        self._pool, self._first = pool, first
        self._most_tasks, self._tasks = most_tasks, 0
        self._id = None

    def initialize(self):
        self._id = stacks.new_ticket()
        pool = self._pool()
        if pool is not None:
            pool.interpreters.add(self)
        pageside.startChild(self._id, 0 if pool is None else next(pool.PROCESSES))
        stacks.park(self._id)
        if pageside.childAnswer(self._id) is None:
            self._break()
        elif self._first is not None:
            self.run(self._first)

    def run(self, task):
        if isinstance(task, BaseException):
            raise task
        if self._id is None:
            self.initialize()
        ticket = stacks.new_ticket()
        pageside.askChild(self._id, task, ticket)
        stacks.park(ticket)
        pool, answer = self._pool(), pageside.childAnswer(self._id)
        if answer is None:
            raise self._break()
        self._tasks += task is not self._first
        if self._tasks == self._most_tasks:
            self.finalize()
            self._tasks, self._id = 0, None
        try:
            is_well, value = pickle.loads(answer.encode("latin-1"))
        except Exception as unreadable:
            if pool is not None and pool.BREAKS_ON_UNREADABLE:
                raise self._break() from pool.told(unreadable)
            raise
        if not is_well:
            raise value
        return value

    def _break(self):
        pool = self._pool()
        if pool is None:
            return RuntimeError(ENDED)
        pool.break_off()
        return pool.BROKEN(ENDED)

    def finalize(self):
        if self._id is not None:
            pageside.endChild(self._id)


def is_handing_on(frame):
    """Whether this frame of CPython's threads only hands on what a worker answered: no part of where that was raised."""
    return frame.f_code is thread._WorkItem.run.__code__ and isinstance(frame.f_locals.get("ctx"), Interpreter)


def _pickled(function, args, kwargs):
    """A task as a text, or why it cannot be one: which its future tells."""
    try:
        return pickle.dumps((function, args, kwargs)).decode("latin-1")
    except Exception as error:
        return error


class _Pool(thread.ThreadPoolExecutor):
    # What a worker answers and cannot be read: one failure, or the end of the pool.
    BREAKS_ON_UNREADABLE = False
    # The numbers of its processes; where it has none, that of the process they all are in.
    PROCESSES = itertools.repeat(0)

    def __init__(self, max_workers, prefix, initializer, initargs, most_tasks=None):
        if max_workers is None:
            max_workers = min(pageside.cores, MOST)
        elif max_workers > MOST:
            raise ValueError(f"max_workers must be <= {MOST}: each has an interpreter of its own here")
        super().__init__(max_workers, prefix, initializer, initargs)
        first = None if initializer is None else _pickled(initializer, initargs, {})
        me = weakref.ref(self)
        self.interpreters = weakref.WeakSet()
        self._resolve_work_item_task = _pickled
        self._create_worker_context = lambda: Interpreter(me, first, most_tasks)

    def _adjust_thread_count(self):
        if pageside.isChild():
            raise RuntimeError(TOO_EARLY) if pageside.isBeginning() else OSError(f"a worker of a pool has none of its own in a page: {OUTSIDE}")
        super()._adjust_thread_count()

    def _initializer_failed(self):
        self.break_off()

    def break_off(self):
        """A worker is gone, and nobody knows what it did: no more of the pool, as in CPython."""
        with self._shutdown_lock:
            if self._broken:
                return
            self._broken = UNUSABLE
            items = []
            while not self._work_queue.empty():
                items.append(self._work_queue.get_nowait())
        for item in items:
            if item is not None and item.future.set_running_or_notify_cancel():
                item.future.set_exception(self.BROKEN(ENDED))
        self.terminate_workers()
        self._work_queue.put(None)

    def terminate_workers(self):
        """Ends them at once."""
        for one in list(self.interpreters):
            one.finalize()

    kill_workers = terminate_workers


def make_process_pool(module):
    """The ``ProcessPoolExecutor`` of ``concurrent.futures.process``."""

    def told(error, quotes):
        """As there, where another thread or process meets an error, so that it says where it came from."""
        text = "".join(traceback.format_exception(error))
        return module._RemoteTraceback(f"\n{quotes}\n{text}{quotes}")

    def pickled(function, args, kwargs):
        task = _pickled(function, args, kwargs)
        if isinstance(task, Exception):
            task.__cause__ = told(task, '"""')
        return task

    class ProcessPoolExecutor(_Pool):
        """As CPython's; a process is a worker of the browser."""

        BROKEN = module.BrokenProcessPool
        # As there: what is read is of no future before it is read.
        BREAKS_ON_UNREADABLE = True
        PROCESSES = itertools.count(1)

        def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
            if max_tasks_per_child is not None and max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            super().__init__(max_workers, "", initializer, initargs, max_tasks_per_child)
            self._resolve_work_item_task = pickled

        @staticmethod
        def told(unreadable):
            """Why a pool is broken, when what a worker answered could not be read."""
            return told(unreadable, "'''")

        def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
            """As CPython's: a future for each chunk."""
            if chunksize < 1:
                raise ValueError("chunksize must be >= 1.")
            chunks = itertools.batched(zip(*iterables), chunksize)
            of_chunk = functools.partial(module._process_chunk, fn)
            results = super().map(of_chunk, chunks, timeout=timeout, buffersize=buffersize)
            return module._chain_from_iterable_of_lists(results)

    module.ProcessPoolExecutor = ProcessPoolExecutor


class BrokenInterpreterPool(thread.BrokenThreadPool):
    """As CPython's."""


class InterpreterPoolExecutor(_Pool):
    """As CPython's; an interpreter is in a worker of the browser."""

    BROKEN = BrokenInterpreterPool

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        super().__init__(max_workers, thread_name_prefix, initializer, initargs)
