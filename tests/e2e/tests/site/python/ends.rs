//! Programs that end in an odd way, and what their last words are.

use super::hostile::Ends::Code;
use super::hostile::{all_end, case};

#[test]
fn programs_with_an_odd_end_are_told_as_they_would_be() {
    all_end(&[
        case(
            "a large exit",
            "import sys\nsys.exit(2 ** 70 + 5)",
            "",
            Code(255),
        ),
        case(
            "an exit that cannot be told",
            "import sys\nclass Odd:\n    def __str__(self): raise ValueError('no words')\nsys.exit(Odd())",
            "",
            Code(1),
        ),
        case(
            "an error that cannot be told, at the end",
            "class Odd(Exception):\n    def __str__(self): raise ValueError('no words')\nraise Odd",
            "Odd: <exception str() failed>",
            Code(1),
        ),
        case(
            "causes in a circle",
            "one, two = KeyError(1), KeyError(2)\none.__cause__, two.__cause__ = two, one\nraise one",
            "KeyError: 1",
            Code(1),
        ),
        case(
            "a finalizer that fails",
            "class Odd:\n    def __del__(self): 1 / 0\nOdd()\nprint('on')",
            "Exception ignored while calling deallocator",
            Code(0),
        ),
        case(
            "cycles among threads",
            "import gc, threading\nclass Node: pass\ndef make():\n    for _ in range(2000):\n        one, two = Node(), Node()\n        one.other, two.other = two, one\n    gc.collect()\nthreads = [threading.Thread(target=make) for _ in range(8)]\nfor one in threads: one.start()\nfor one in threads: one.join()\nprint(gc.collect() > 0)",
            "True",
            Code(0),
        ),
        case(
            "a generator that is busy",
            "def g():\n    next(one)\n    yield\none = g()\nnext(one)",
            "ValueError: generator already executing",
            Code(1),
        ),
        case(
            "a thread without its beginning",
            "import threading\nclass Odd(threading.Thread):\n    def __init__(self): pass\nOdd().start()",
            "RuntimeError: thread.__init__() not called",
            Code(1),
        ),
        case(
            "what is not there",
            "import numpy",
            "ModuleNotFoundError: No module named 'numpy'",
            Code(1),
        ),
        case(
            "letters of all kinds",
            "print('\\0 a\\u0301 \\U0001F1E8\\U0001F1F3 \\u202Eabc \\x1b[31m \\x07 中文')",
            "中文",
            Code(0),
        ),
        case(
            "many words at once",
            "print(list(range(300_000)))",
            "299999]",
            Code(0),
        ),
    ]);
}
