// A worker script of another build: its first words say so.
postMessage({ hello: 999 });
