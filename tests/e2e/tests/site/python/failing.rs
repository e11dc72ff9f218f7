//! Programs that end by themselves, but not well: by an error of their own, or by asking for what a page does not have.

use super::hostile::Ends::{Code, Saying};
use super::hostile::{all_end, case};

#[test]
fn programs_that_fail_say_why() {
    all_end(&[
        case(
            "recursion",
            "def f(n): return f(n + 1)\nf(0)",
            "RecursionError: maximum recursion depth exceeded",
            Code(1),
        ),
        case(
            "recursion through C",
            "class A:\n    def __repr__(self): return repr([self])\nrepr(A())",
            "",
            // The stack of the browser is used up before the limit of Python.
            Saying("Python ended, or did not come: "),
        ),
        case(
            "memory, a little at a time",
            "held = []\nwhile True: held.append(bytearray(1 << 24))",
            "MemoryError",
            Code(1),
        ),
        case(
            "memory, at once",
            "bytearray(1 << 30)",
            "MemoryError",
            Code(1),
        ),
        case(
            "syntax",
            "print('no'\nimport os",
            "SyntaxError: '(' was never closed",
            Code(1),
        ),
        case(
            "indentation",
            "if True:\nprint(1)",
            "IndentationError: expected an indented block",
            Code(1),
        ),
        case("a null byte", "print(1)\n\0", "null bytes", Code(1)),
        case(
            "an error",
            "def f(): return 1 / 0\nf()",
            "line 1, in f\n",
            Code(1),
        ),
        case(
            "an error with its cause",
            "try: 1 / 0\nexcept Exception as e: raise KeyError('x') from e",
            "The above exception was the direct cause",
            Code(1),
        ),
        case(
            "an exit",
            "import sys\nprint('before')\nsys.exit(3)",
            "before",
            Code(3),
        ),
        case(
            "an exit with words",
            "raise SystemExit('no more')",
            "no more",
            Code(1),
        ),
        case(
            "an exit in a thread",
            "from threading import Thread\nimport sys\nt = Thread(target=lambda: sys.exit(5))\nt.start(); t.join()\nprint('on')",
            "on",
            Code(0),
        ),
        case(
            "an exit at once",
            "import os\nprint('before', flush=True)\nos._exit(4)",
            "before",
            Code(4),
        ),
        case(
            "an exit at once, in a thread",
            "import os\nfrom threading import Thread\nprint('before')\nThread(target=lambda: os._exit(6)).start()\nimport time; time.sleep(1e6)",
            "before",
            Code(6),
        ),
        case(
            "an interrupt",
            "print('before')\nraise KeyboardInterrupt",
            "KeyboardInterrupt",
            Code(1),
        ),
        case(
            "no output",
            "import sys\nsys.stdout.close()\nprint('x')",
            "ValueError: I/O operation on closed file.",
            Code(1),
        ),
        case(
            "half a character",
            "print('\\ud800')",
            "UnicodeEncodeError",
            Code(1),
        ),
        case(
            "a wait for as long as one may wait",
            "from threading import Event, Timer, TIMEOUT_MAX\nset = Event()\nTimer(0.05, set.set).start()\nprint('woken', set.wait(TIMEOUT_MAX))",
            "woken True",
            Code(0),
        ),
        case(
            "an error in a thread",
            "from threading import Thread\nt = Thread(target=lambda: 1 / 0, name='T')\nt.start(); t.join()\nprint('on')",
            "Exception in thread T",
            Code(0),
        ),
        case(
            "an error in a future",
            "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as e:\n    e.submit(pow, 'a', 2).result()",
            "TypeError",
            Code(1),
        ),
        case(
            "nobody to read",
            "input('name? ')",
            "UnsupportedOperation: there is no keyboard here",
            Code(1),
        ),
    ]);
}

#[test]
fn what_a_page_does_not_have_is_an_error() {
    const NO: &str = "cannot be had in a page: run the program with a Python of your own for that";
    all_end(&[
        case(
            "a socket",
            "import socket\nsocket.socket().connect(('127.0.0.1', 80))",
            NO,
            Code(1),
        ),
        case(
            "a name",
            "import socket\nsocket.getaddrinfo('example.org', 80)",
            NO,
            Code(1),
        ),
        case(
            "a server",
            "import http.server\nhttp.server.HTTPServer(('', 0), None)",
            NO,
            Code(1),
        ),
        case(
            "a stream of asyncio",
            "import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', 80))",
            NO,
            Code(1),
        ),
        case(
            "another program",
            "import subprocess\nsubprocess.run(['ls'])",
            NO,
            Code(1),
        ),
        case(
            "another program of asyncio",
            "import asyncio\nasyncio.run(asyncio.create_subprocess_exec('ls'))",
            NO,
            Code(1),
        ),
        case("a shell", "import os\nos.system('ls')", NO, Code(1)),
        case("a fork", "import os\nos.fork()", NO, Code(1)),
        case(
            "a process",
            "from multiprocessing import Process\nProcess(target=print).start()",
            NO,
            Code(1),
        ),
        case(
            "100,000 lines",
            "for n in range(100_000): print(n)",
            "99999\n",
            Code(0),
        ),
        case(
            "a line without end",
            "print('x' * 1_000_000)",
            "xxx",
            Code(0),
        ),
        case(
            "words that are none",
            "import js\njs.postMessage('{')\nimport time; time.sleep(1e6)",
            "",
            Saying("not JSON"),
        ),
        case(
            "things that cannot have happened",
            "import js\njs.postMessage('{\"kind\":\"events\",\"events\":[{\"at\":0,\"what\":\"delivered\",\"id\":7}]}')\nimport time; time.sleep(1e6)",
            "",
            Saying("cannot have happened"),
        ),
    ]);
}
