"""What a worker of a pool does: the program as a module that is not the main one, then what it is asked to."""

import os
import pickle
import sys
import types

import pageside

from . import console
from .run import guarded, settle_in


def begin(file, text, arguments, process):
    """Runs the program, and says whether that went well."""
    settle_in(file, text, arguments)
    if process:
        _be_process(process)
    # What was pickled as of __main__ is found here, as in CPython.
    main = types.ModuleType("__mp_main__")
    main.__file__ = file
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = sys.modules["__mp_main__"] = main
    code = guarded(lambda: exec(compile(text, file, "exec"), main.__dict__))
    console.push()
    if code == 0:
        pageside.begun()
    else:
        pageside.over(code, 0)


def _be_process(number):
    """Has a number and a name of its own, by which programs tell where something ran."""
    from multiprocessing.process import current_process

    parent = os.getpid()
    os.getpid, os.getppid = lambda: parent + number, lambda: parent
    current_process().name = f"SpawnProcess-{number}"


def work(text):
    """Does what was pickled, and pickles what came of it."""
    try:
        function, args, kwargs = pickle.loads(text.encode("latin-1"))
        answer = pickle.dumps((True, function(*args, **kwargs)))
    except BaseException as error:
        answer = _failed(error)
    sys.stdout.flush()
    console.push()
    return answer.decode("latin-1")


def _failed(error):
    from concurrent.futures.process import _ExceptionWithTraceback

    try:
        return pickle.dumps((False, _ExceptionWithTraceback(error, error.__traceback__)))
    except Exception as unpicklable:
        return pickle.dumps((False, _ExceptionWithTraceback(unpicklable, unpicklable.__traceback__)))
