// Below whatever folder it is served from.
export default { base: "./", build: { target: "esnext" } };
