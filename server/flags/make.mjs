// Makes www/flags: for each country of countries.tsv an SVG, a GIF drawn from it, and metadata.json.
//
// The result is committed, so building and serving the app needs none of this; README.md tells when to run it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import gifenc from "gifenc";
import { optimize } from "svgo";

const WIDTH = 160; // 4:3, so 120 pixels high: sharp at the size a finish list shows
const LARGE_SVG = 30 * 1024; // coats of arms: above this, give up decimals nobody can see
const VISIBLE = 1.5; // mean difference per channel, of 255, from which a rounded drawing is refused

const here = dirname(fileURLToPath(import.meta.url));
const source = dirname(createRequire(import.meta.url).resolve("flag-icons/package.json"));
const target = join(here, "../../www/flags");

const countries = readFileSync(join(here, "countries.tsv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [cc, gec, country] = line.split("\t");
    return { cc, gec: gec || null, country };
  });

/** The ISO code is also the top-level domain, with one exception. */
const domain = (cc) => (cc === "GB" ? ".uk" : `.${cc.toLowerCase()}`);

const render = (svg, width) =>
  new Resvg(svg, { background: "#fff", fitTo: { mode: "width", value: width }, font: { loadSystemFonts: false } }).render();

/** Mean difference of two drawings per colour channel, 0 to 255, at twice the size they are shown at. */
function difference(a, b) {
  const [p, q] = [render(a, 2 * WIDTH).pixels, render(b, 2 * WIDTH).pixels];
  return p.reduce((sum, value, i) => sum + Math.abs(value - q[i]), 0) / p.length;
}

/** Rounds the coordinates of a large SVG, unless one would see it. */
function slim(svg) {
  if (Buffer.byteLength(svg) <= LARGE_SVG) return svg;
  const rounded = optimize(svg, { multipass: true, floatPrecision: 0 }).data;
  return difference(svg, rounded) < VISIBLE ? rounded : svg;
}

function gif(svg) {
  const { pixels, width, height } = render(svg, WIDTH);
  const palette = gifenc.quantize(pixels, 256);
  const encoder = gifenc.GIFEncoder();
  encoder.writeFrame(gifenc.applyPalette(pixels, palette), width, height, { palette, repeat: -1 });
  encoder.finish();
  return encoder.bytes();
}

rmSync(target, { recursive: true, force: true });
let svgBytes = 0;
let gifBytes = 0;
for (const { cc, gec, country } of countries) {
  const name = cc.toLowerCase();
  const folder = join(target, name);
  mkdirSync(folder, { recursive: true });

  const original = readFileSync(join(source, "flags/4x3", `${name}.svg`), "utf8");
  const drawing = slim(original);
  const picture = gif(original);
  svgBytes += Buffer.byteLength(drawing);
  gifBytes += picture.length;

  writeFileSync(join(folder, `${name}.svg`), drawing);
  writeFileSync(join(folder, `${name}.gif`), picture);
  const metadata = { tld_cc: domain(cc), iso_cc: cc, country, gec_cc: gec };
  writeFileSync(join(folder, "metadata.json"), `${JSON.stringify(metadata)}\n`);
}

const codes = countries.map(({ cc, country }) => ({ cc, country }));
writeFileSync(join(target, "codes.json"), `[\n${codes.map((c) => JSON.stringify(c)).join(",\n")}\n]\n`);
writeFileSync(join(target, "codes.txt"), `${codes.map(({ cc }) => cc).join(" ")}\n`);
const covers =
  "The flag drawings in this folder (*.svg, and the *.gif drawn from them) come from the npm package\n" +
  "flag-icons (https://github.com/lipis/flag-icons), version " +
  `${JSON.parse(readFileSync(join(source, "package.json"))).version}, large ones simplified. Its licence:\n\n`;
writeFileSync(join(target, "LICENSE"), covers + readFileSync(join(source, "LICENSE"), "utf8"));
console.log(`${countries.length} flags: SVG ${svgBytes} bytes, GIF ${gifBytes} bytes`);
