// A worker script that fails while it is loaded.
throw new Error("thrown while loading");
