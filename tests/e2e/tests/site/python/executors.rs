//! Executors and pools that are used in a wrong way: too late, by themselves, with what fails or cannot be told.

use super::hostile::Ends::Code;
use super::hostile::{all_end, case};

#[test]
fn executors_that_are_used_in_a_wrong_way_say_so() {
    all_end(&[
        case(
            "too late for a pool",
            "from concurrent.futures import *\npool = ThreadPoolExecutor()\npool.shutdown()\npool.submit(print)",
            "RuntimeError: cannot schedule new futures after shutdown",
            Code(1),
        ),
        case(
            "too late for the interpreter",
            "from concurrent.futures import *\nimport atexit\npool = ThreadPoolExecutor()\natexit.register(lambda: pool.submit(print))",
            "RuntimeError: cannot schedule new futures after",
            Code(0),
        ),
        case(
            "a pool that ends itself",
            "from concurrent.futures import *\npool = ThreadPoolExecutor(1)\nprint(pool.submit(pool.shutdown).exception())",
            "cannot join current thread",
            Code(0),
        ),
        case(
            "an initializer that fails",
            "from concurrent.futures import *\ndef fail(): raise KeyError('at once')\npool = ThreadPoolExecutor(1, initializer=fail)\npool.submit(print).result()",
            "BrokenThreadPool: ",
            Code(1),
        ),
        case(
            "a callback that fails",
            "from concurrent.futures import *\nwith ThreadPoolExecutor() as pool: pool.submit(print, 'done').add_done_callback(lambda future: 1 / 0)\nprint('on')",
            "exception calling callback",
            Code(0),
        ),
        case(
            "time that is up",
            "from concurrent.futures import *\nnext(as_completed([Future()], timeout=0.05))",
            "TimeoutError: 1 (of 1) futures unfinished",
            Code(1),
        ),
        case(
            "futures that are cancelled while they begin",
            "from concurrent.futures import *\nimport time\nwith ThreadPoolExecutor(4) as pool:\n    futures = [pool.submit(time.sleep, 0.001) for _ in range(200)]\n    cancelled = sum(one.cancel() for one in reversed(futures))\n    print(cancelled == sum(one.cancelled() for one in futures), len(wait(futures).done))",
            "True 200",
            Code(0),
        ),
        case(
            "a queue that is shut down",
            "import queue, threading\none = queue.Queue()\ndef take():\n    try: one.get()\n    except queue.ShutDown: print('shut down')\nthread = threading.Thread(target=take); thread.start()\none.shutdown(); thread.join()\none.put(1)",
            "shut down\n",
            Code(1),
        ),
        case(
            "an error that cannot be told",
            "from concurrent.futures import *\nclass Odd(Exception):\n    def __str__(self): raise ValueError('nothing to tell')\n    __repr__ = __str__\ndef fail(): raise Odd\nwith ThreadPoolExecutor() as pool: print(type(pool.submit(fail).exception()).__name__)",
            "Odd\n",
            Code(0),
        ),
        case(
            "an argument that cannot be told",
            "from concurrent.futures import *\nclass Odd:\n    def __repr__(self): raise ValueError('nothing to tell')\nwith ThreadPoolExecutor() as pool: print(pool.submit(type, Odd()).result().__name__)",
            "Odd\n",
            Code(0),
        ),
    ]);
}

#[test]
fn what_cannot_be_handed_to_a_process_is_told() {
    all_end(&[
        case(
            "a result that does not pickle",
            "from concurrent.futures import ProcessPoolExecutor\ndef make(): return (n for n in [1])\nif __name__ == '__main__':\n    with ProcessPoolExecutor(1) as pool:\n        print(pool.submit(make).exception())\n        print(pool.submit(pow, 2, 3).result())",
            "cannot pickle 'generator' object\n8",
            Code(0),
        ),
        case(
            "a map in chunks of none, and of five",
            "from concurrent.futures import ProcessPoolExecutor\nif __name__ == '__main__':\n    with ProcessPoolExecutor(1) as pool:\n        try: pool.map(abs, [1], chunksize=0)\n        except ValueError as error: print(error)\n        asked, submit = [], pool.submit\n        pool.submit = lambda *given: asked.append(1) or submit(*given)\n        print(list(pool.map(abs, range(-10, 0), chunksize=5)), len(asked))",
            "chunksize must be >= 1.\n[10, 9, 8, 7, 6, 5, 4, 3, 2, 1] 2\n",
            Code(0),
        ),
        case(
            "what is not there",
            "import asyncio\ndef tried(act):\n    try: act()\n    except Exception as error: print(type(error).__name__, str(error).partition(':')[0])\n\
             def pool():\n    import multiprocessing\n    multiprocessing.Pool(1)\ndef interpreters():\n    import concurrent.interpreters\n\
             async def signals(): asyncio.get_running_loop().add_signal_handler(2, print)\ntried(pool)\ntried(interpreters)\ntried(lambda: asyncio.run(signals()))\n\
             import httpx, requests\ntried(lambda: httpx.Timeout(1))\nwith requests.Session() as session: tried(lambda: session.post('http://h/'))",
            "ModuleNotFoundError a pool or a queue of multiprocessing (concurrent.futures has pools) cannot be had in a page\nModuleNotFoundError another interpreter of one's own (InterpreterPoolExecutor has some) cannot be had in a page\nNotImplementedError a signal from outside cannot be had in a page\n\
             AttributeError httpx.Timeout cannot be had in a page, where it is a stand-in\nAttributeError requests.Session.post cannot be had in a page, where it is a stand-in\n",
            Code(0),
        ),
        case(
            "a process that hides its locks",
            "from concurrent.futures import ProcessPoolExecutor\nfrom threading import Lock\nif __name__ == '__main__':\n    with ProcessPoolExecutor(1) as pool: print(pool.submit(id, Lock()).exception())",
            "cannot pickle",
            Code(0),
        ),
    ]);
}
