//! Programs that wait: for what never comes, or in a loop of events that is used in a wrong way.

use super::hostile::Ends::{Code, Never, Saying};
use super::hostile::{all_end, case};

#[test]
fn programs_that_wait_for_nobody_are_told_so_or_stopped() {
    all_end(&[
        case(
            "a condition that nobody notifies",
            "from threading import *\nprint('begun')\none = Condition()\nwith one: one.wait()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a barrier for one more",
            "from threading import *\nprint('begun')\nBarrier(2).wait()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a semaphore that is used up",
            "from threading import *\nprint('begun')\none = Semaphore(1)\none.acquire(); one.acquire()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "an event that nobody sets",
            "from threading import *\nprint('begun')\nEvent().wait()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "threads that wait for each other's end",
            "from threading import *\nmain = current_thread()\nother = Thread(target=main.join)\nprint('begun')\nother.start(); other.join()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a queue whose work is never done",
            "import queue\nprint('begun')\none = queue.Queue()\none.put(1); one.get(); one.join()",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a thread that outlives the program, waiting",
            "from threading import *\nThread(target=Event().wait).start()\nprint('begun')",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a wait at the very end",
            "import atexit, threading\natexit.register(threading.Event().wait)\nprint('begun')",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "tasks that wait for each other",
            "import asyncio\nasync def main():\n    tasks = []\n    async def wait_for(n): await asyncio.sleep(0); await tasks[n]\n    tasks += [asyncio.ensure_future(wait_for(1)), asyncio.ensure_future(wait_for(0))]\n    await asyncio.wait(tasks)\nprint('begun')\nasyncio.run(main())",
            "begun",
            Saying("A deadlock"),
        ),
        case(
            "a task that will not be cancelled",
            "import asyncio\nasync def stay():\n    while True:\n        try: await asyncio.sleep(1)\n        except asyncio.CancelledError: print('stays')\nasync def main():\n    task = asyncio.create_task(stay())\n    await asyncio.sleep(0)\nasyncio.run(main())",
            "stays",
            Never,
        ),
        case(
            "threads that begin threads",
            "import threading, time\ndef begin():\n    print('again')\n    time.sleep(0.01)\n    threading.Thread(target=begin).start()\nbegin()",
            "again",
            Never,
        ),
    ]);
}

#[test]
fn loops_that_are_used_in_a_wrong_way_say_so() {
    all_end(&[
        case(
            "a loop in a loop",
            "import asyncio\nasync def main(): asyncio.run(asyncio.sleep(0))\nasyncio.run(main())",
            "RuntimeError: asyncio.run() cannot be called from a running event loop",
            Code(1),
        ),
        case(
            "what is not awaited",
            "import asyncio\nasync def lost(): pass\nlost()\nprint('on')",
            "RuntimeWarning: coroutine 'lost' was never awaited",
            Code(0),
        ),
        case(
            "an error that nobody takes",
            "import asyncio\nasync def fail(): raise KeyError('lost')\nasync def main():\n    asyncio.create_task(fail())\n    await asyncio.sleep(0.01)\nasyncio.run(main())",
            "Task exception was never retrieved",
            Code(0),
        ),
        case(
            "a group of which one fails",
            "import asyncio\nasync def fail(): raise KeyError('one')\nasync def main():\n    async with asyncio.TaskGroup() as group:\n        group.create_task(fail()); group.create_task(asyncio.sleep(9))\nasyncio.run(main())",
            "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)",
            Code(1),
        ),
        case(
            "an exit in a task",
            "import asyncio\nimport sys\nasync def main(): sys.exit(7)\nasyncio.run(main())",
            "",
            Code(7),
        ),
        case(
            "loops in threads",
            "import asyncio\nfrom threading import Thread\nasync def main(n):\n    await asyncio.sleep(0.01)\n    print('loop', n)\nthreads = [Thread(target=asyncio.run, args=(main(n),)) for n in range(3)]\nfor one in threads: one.start()\nfor one in threads: one.join()",
            "loop 2",
            Code(0),
        ),
    ]);
}
