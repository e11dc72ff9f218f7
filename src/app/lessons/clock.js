// A clock that a worker draws on a canvas of the page: it goes on while the page stands still.

const NAME = "clock of photofinish";
// Milliseconds of a turn, as of the page's own clock.
const TURN = 4000;

// ---- The worker's end.

if (typeof DedicatedWorkerGlobalScope !== "undefined" && self.name === NAME) {
  onmessage = ({ data: { canvas, pixels, ink, line, calm } }) => {
    const context = canvas.getContext("2d");
    const middle = canvas.width / 2;
    const next = (draw) => {
      if (calm) setTimeout(draw, 1000 - Date.now() % 1000);
      // Every other frame: what draws less leaves more to those who compute.
      else if (self.requestAnimationFrame) requestAnimationFrame(() => requestAnimationFrame(draw));
      else setTimeout(draw, 33);
    };
    const draw = () => {
      const now = Date.now();
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.lineWidth = 5 * pixels;
      const turn = calm ? 1 : (now % TURN) / TURN;
      for (const [colour, to] of [[line, 1], [ink, turn]]) {
        context.strokeStyle = colour;
        context.beginPath();
        context.arc(middle, middle, middle - 4 * pixels, -Math.PI / 2, (to * 2 - 0.5) * Math.PI);
        context.stroke();
      }
      context.fillStyle = ink;
      context.font = `600 ${13 * pixels}px monospace`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      const seconds = (now / 1000) % 60;
      context.fillText(calm ? String(Math.floor(seconds)).padStart(2, "0") : seconds.toFixed(2).padStart(5, "0"), middle, middle);
      next(draw);
    };
    draw();
  };
}

// ---- The page's end.

/** Has a worker draw a clock on a canvas; `undefined` where the browser cannot hand a canvas over. */
export function startClock(canvas, ink, line, calm) {
  if (!canvas.transferControlToOffscreen) return undefined;
  const pixels = window.devicePixelRatio || 1;
  canvas.width = canvas.height = Math.round(canvas.clientWidth * pixels);
  const worker = new Worker(import.meta.url, { type: "module", name: NAME });
  // No second clock is no error of the page.
  worker.onerror = (event) => event.preventDefault();
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage({ canvas: offscreen, pixels, ink, line, calm }, [offscreen]);
  return worker;
}

/** Ends it. */
export function endClock(worker) {
  worker?.terminate();
}
