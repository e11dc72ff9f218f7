"""What CPython gets from a page in the place of an operating system: threads, sleep, sockets for HTTP, a terminal.

Everything above that is CPython's own: ``threading``, ``queue``, ``concurrent.futures``, ``asyncio``, ``http.client`` and
``urllib.request`` are the files of the standard library, unchanged.
"""
