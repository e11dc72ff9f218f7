globalThis.window ??= globalThis;
