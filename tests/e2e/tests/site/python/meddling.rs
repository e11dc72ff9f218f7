//! Programs that change what Python itself is made of: streams, hooks, modules, built-ins, clocks, signals.

use super::hostile::Ends::{Code, Saying};
use super::hostile::{all_end, case};

#[test]
fn programs_that_change_what_python_is_made_of_end_as_they_would() {
    all_end(&[
        case(
            "modules that are gone",
            "import sys, threading\nsys.modules.clear()\nprint('on')",
            "on",
            Code(0),
        ),
        case(
            "no standard output",
            "import sys\nprint('before')\nsys.stdout = None\nprint('x')",
            "before",
            Code(0),
        ),
        case(
            "another standard output",
            "import sys\nclass Odd:\n    def write(self, text): sys.__stdout__.write(text.upper())\nsys.stdout = Odd()\nprint('loud')",
            "LOUD",
            Code(120),
        ),
        case(
            "no standard error",
            "import sys\nprint('before')\nsys.stderr = None\n1 / 0",
            "before",
            Code(1),
        ),
        case(
            "a hook that fails",
            "import sys\ndef hook(*args): raise KeyError('in the hook')\nsys.excepthook = hook\n1 / 0",
            "KeyError: 'in the hook'",
            Code(1),
        ),
        case(
            "no hook",
            "import sys\ndel sys.excepthook\n1 / 0",
            "ZeroDivisionError",
            Code(1),
        ),
        case(
            "a hook of threads that fails",
            "import threading\ndef hook(args): raise KeyError('in the hook')\nthreading.excepthook = hook\none = threading.Thread(target=lambda: 1 / 0)\none.start(); one.join()\nprint('on')",
            "on",
            Code(0),
        ),
        case(
            "no clock",
            "from concurrent.futures import *\nimport time\nwith ThreadPoolExecutor() as pool: print(pool.submit(pow, 2, 3).result())\ntime.perf_counter = time.monotonic = time.sleep = None\nprint('on')",
            "on",
            Code(0),
        ),
        case(
            "no JSON",
            "from concurrent.futures import *\nimport json\njson.dumps = None\nwith ThreadPoolExecutor() as pool: print(pool.submit(pow, 2, 3).result())",
            "8",
            Code(0),
        ),
        case(
            "no built-ins",
            "import builtins\nprint('before')\nfor name in list(vars(builtins)):\n    if name not in ('vars', 'list', 'delattr', 'builtins') and not name.startswith('__'): delattr(builtins, name)\nnothing",
            "before",
            Saying("Python ended, or did not come: "),
        ),
        case(
            "a profiler of futures",
            "from concurrent.futures import *\nimport cProfile\ndef all():\n    with ThreadPoolExecutor(2) as pool: print(list(pool.map(abs, [-1, -2])))\ncProfile.run('all()')",
            "[1, 2]",
            Code(0),
        ),
        case(
            "a trace of everything",
            "from concurrent.futures import *\nimport sys, threading\nlines = []\ndef trace(frame, what, arg):\n    lines.append(frame.f_lineno)\n    return trace\nthreading.settrace(trace); sys.settrace(trace)\nwith ThreadPoolExecutor(2) as pool: print(list(pool.map(abs, [-1, -2])))\nsys.settrace(None); print(len(lines) > 10)",
            "[1, 2]\nTrue",
            Code(0),
        ),
        case(
            "our signal",
            "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)",
            "OSError: an alarm cannot be had in a page",
            Code(1),
        ),
        case(
            "our monitoring",
            "from concurrent.futures import *\nimport sys\nfor tool in range(6): sys.monitoring.free_tool_id(tool)\nwith ThreadPoolExecutor() as pool: print(pool.submit(pow, 2, 3).result())",
            "8",
            Code(0),
        ),
        case(
            "an alarm",
            "import signal, time\nprint('before')\nsignal.alarm(1)\ntime.sleep(0.01)",
            "OSError: an alarm, or a signal from outside, cannot be had in a page",
            Code(1),
        ),
        case(
            "an abort",
            "import os\nprint('before', flush=True)\nos.abort()",
            "before",
            Saying("Python ended, or did not come: "),
        ),
        case(
            "no files",
            "import os, shutil\nshutil.rmtree('/lib', ignore_errors=True); shutil.rmtree('/home', ignore_errors=True); shutil.rmtree('/inpage', ignore_errors=True)\nprint('on')\n1 / 0",
            "on",
            Code(1),
        ),
        case(
            "an import of itself",
            "import photofinish_run\nprint(__name__)",
            "photofinish_run\n__main__",
            Code(0),
        ),
        case(
            "the recursion limit",
            "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): f()\nf()",
            "",
            Saying("Python ended, or did not come: "),
        ),
        case(
            "the end, out of a finalizer",
            "import os\nclass End:\n    def __del__(self): print('last'); os._exit(9)\none = End()\ndel one",
            "last",
            Code(9),
        ),
        case(
            "a debugger",
            "breakpoint()",
            "there is no keyboard here",
            Code(1),
        ),
    ]);
}

#[test]
fn what_is_told_of_futures_is_told_in_its_order_also_of_labels_and_errors_that_wait() {
    all_end(&[
        case(
            "errors that sleep when they are told",
            "from concurrent.futures import ThreadPoolExecutor\nfrom time import sleep\nclass Slow(Exception):\n    def __str__(self): sleep(0.05); return 'slow'\ndef fail(n): raise Slow\nwith ThreadPoolExecutor(2) as executor:\n    futures = [executor.submit(fail, n) for n in range(4)]\n    for future in futures:\n        try: future.result()\n        except Slow as error: print('failed', error)",
            "failed slow\nfailed slow\nfailed slow\nfailed slow\n",
            Code(0),
        ),
        case(
            "labels that sleep, of several threads",
            "from concurrent.futures import ThreadPoolExecutor\nfrom threading import Thread\nfrom time import sleep\nclass Name:\n    def __init__(self, n): self.n = n\n    def __str__(self): sleep(0.05 * (3 - self.n)); return str(self.n)\nwith ThreadPoolExecutor(2) as executor:\n    def ask(n): print(executor.submit(lambda name: name.n, Name(n)).result())\n    threads = [Thread(target=ask, args=(n,)) for n in range(3)]\n    for thread in threads: thread.start()\n    for thread in threads: thread.join()\nprint('all')",
            "all",
            Code(0),
        ),
        case(
            "an error that wants a lock which is held by whoever asks for it",
            "from concurrent.futures import ThreadPoolExecutor\nfrom threading import Lock\nlock = Lock()\nclass Locked(Exception):\n    def __str__(self):\n        with lock: return 'locked'\ndef fail(n): raise Locked\nwith ThreadPoolExecutor(2) as executor, lock:\n    futures = [executor.submit(fail, n) for n in range(2)]\n    print([type(future.exception()).__name__ for future in futures])",
            "['Locked', 'Locked']",
            Code(0),
        ),
    ]);
}
