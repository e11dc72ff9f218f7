"""Runs a program as ``python FILE ARGUMENTS`` would, from its first line to its exit code."""

import atexit
import linecache
import os
import shlex
import sys
import threading
import traceback
import types

import pageside

from . import connections, console, loop, mending, missing, stacks, threads, watch

# Programs may do what they like with what is built in.
_print = print

# Given back when a program has used up the memory: telling that takes some.
_spare = [bytearray(1 << 22)]

HOME = "/home/reader"


def _hide_own_frames():
    """Tracebacks are of the program and of the standard library, as outside of a page."""
    summary = traceback.StackSummary
    extract = summary._extract_from_extended_frame_gen.__func__

    def own_left_out(cls, frames, **options):
        return extract(cls, (one for one in frames if not _is_hidden(one[0])), **options)

    summary._extract_from_extended_frame_gen = classmethod(own_left_out)


def _is_hidden(frame):
    # Loaded with the first pool.
    pools = sys.modules.get(f"{__package__}.pools")
    return stacks.is_own(frame.f_code) or pools is not None and pools.is_handing_on(frame)


def install():
    """Makes this interpreter one of a page. Once, before any program."""
    stacks.install()
    threads.install()
    mending.install()
    loop.install()
    console.install()
    connections.install()
    missing.install()
    mending.after_import("concurrent.futures", _give_pools)
    watch.install()
    _count_cores()
    _hide_own_frames()


def _count_cores():
    """Interpreters of a pool run side by side: there are as many cores for them as the browser admits."""
    os.cpu_count = os.process_cpu_count = lambda: pageside.cores


def _give_pools(futures):
    from . import pools

    futures.InterpreterPoolExecutor = pools.InterpreterPoolExecutor
    futures.__all__.append("InterpreterPoolExecutor")
    mending.after_import("concurrent.futures.process", pools.make_process_pool)


def settle_in(file, text, arguments):
    """Puts the program where it is run from."""
    os.makedirs(HOME, exist_ok=True)
    os.chdir(HOME)
    with open(file, "w", encoding="utf-8") as out:
        out.write(text)
    linecache.checkcache(file)
    sys.path.insert(0, HOME)
    sys.argv = [file, *shlex.split(arguments)]


def run(file, text, arguments):
    """Runs a program, and tells its exit code."""
    try:
        settle_in(file, text, arguments)
    except ValueError as error:
        print(f"{arguments}: {error}", file=sys.stderr)
        console.push()
        return pageside.over(2, 0)
    watch.begin()
    try:
        code = guarded(lambda: _run_main(file, text))
        code = guarded(_wind_up) or code
        code = code or _flush()
    finally:
        # Also where a program has left nothing with which it could be told how it ended.
        console.push()
    pageside.over(code, watch.elapsed())


def _run_main(file, text):
    main = types.ModuleType("__main__")
    main.__file__ = file
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    exec(compile(text, file, "exec"), main.__dict__)


def _wind_up():
    """As CPython ends: who was started is waited for, then come those who asked to be called."""
    threading._shutdown()
    atexit._run_exitfuncs()


def guarded(act):
    """Does something of a program, and says with which code that ends it; an error is told."""
    try:
        act()
    except SystemExit as end:
        return _exit_code(end.code)
    except BaseException as error:
        _spare.clear()
        return _tell(error)
    return 0


def _exit_code(given):
    if given is None:
        return 0
    if isinstance(given, int):
        # What is no number of the machine is -1 to it.
        return given & 0xFF if -(1 << 63) <= given < 1 << 63 else 0xFF
    try:
        _print(given, file=getattr(sys, "stderr", None) or sys.__stderr__)
    except BaseException:
        # As CPython does: what cannot be told is not told.
        pass
    return 1


def _tell(error):
    """By the hook of the program; where that fails, by both errors, as CPython does."""
    hook = getattr(sys, "excepthook", None)
    try:
        if hook is not None:
            hook(type(error), error, error.__traceback__)
            return 1
        why = "sys.excepthook is missing\n"
    except SystemExit as end:
        return _exit_code(end.code)
    except BaseException as failed:
        why = "\nOriginal exception was:\n"
        _say("Error in sys.excepthook:\n")
        sys.__excepthook__(type(failed), failed, failed.__traceback__)
    _say(why)
    sys.__excepthook__(type(error), error, error.__traceback__)
    return 1


def _say(text):
    stream = getattr(sys, "stderr", None)
    if stream is not None:
        try:
            stream.write(text)
        except Exception:
            # A stream of the program, which does not take it.
            pass


def _flush():
    """What still waits in the streams is shown; whether that failed, as an exit code."""
    code = 0
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name, None)
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except Exception:
            code = 120
    return code

