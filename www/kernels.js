/**
 * The kernels of the lab in plain JavaScript, for the "faster engine or more workers?" lesson.
 *
 * The same functions, arguments and results as the Wasm engines (`engines/src/lib.rs`), so that one can take the place of the
 * other. Written for speed as one would by hand: typed arrays, 32-bit integers with `| 0` and `Math.imul`, nothing
 * allocated inside a loop, no dependencies.
 */

/** Bytes made at a time where they are not kept, as in the Wasm engines: memory does not grow with the job. A multiple of 64. */
const CHUNK = 4096;

/**
 * Fills `words` with those of a random sequence (SplitMix32) from `counter` on, and returns what to go on with; at first it is
 * the seed.
 */
function fill(words, counter) {
  for (let i = 0; i < words.length; i++) {
    counter = (counter + 0x9e3779b9) | 0;
    let z = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    words[i] = z ^ (z >>> 15);
  }
  return counter;
}

/**
 * The first `length` bytes of the random sequence of `seed`, its words in little-endian order.
 *
 * @param {number} seed a whole number below 2^32
 * @param {number} length
 * @returns {Uint8Array}
 */
export function seededBytes(seed, length) {
  const words = new Uint32Array((length + 3) >>> 2);
  fill(words, seed | 0);
  // Every platform with a browser is little-endian, as Wasm is.
  return new Uint8Array(words.buffer, 0, length);
}

const firstPrimes = (count) => {
  const primes = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
};
const fractionBits = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;

// FIPS 180-4, 4.2.2 and 5.3.3: the fractions of the roots of the first primes.
const ROUND_CONSTANTS = Int32Array.from(firstPrimes(64), (prime) => fractionBits(Math.cbrt(prime)));
const INITIAL_STATE = Int32Array.from(firstPrimes(8), (prime) => fractionBits(Math.sqrt(prime)));

/** Mixes the blocks of 64 bytes that `view` holds into `state`. */
function compress(state, view, schedule) {
  for (let start = 0; start < view.byteLength; start += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = view.getInt32(start + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = schedule[i - 15];
      const y = schedule[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      schedule[i] = (schedule[i - 16] + s0 + schedule[i - 7] + s1) | 0;
    }
    // One by one: taking them apart with [a, b, …] = state goes through an iterator, and halves the speed of the whole.
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const choice = (e & f) ^ (~e & g);
      const t1 = (h + s1 + choice + ROUND_CONSTANTS[i] + schedule[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const majority = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + s0 + majority) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}

/** Mixes in the last `bytes` of a message of `length`, and returns the digest. */
function finish(state, bytes, length, schedule) {
  const whole = bytes.length - (bytes.length % 64);
  compress(state, new DataView(bytes.buffer, bytes.byteOffset, whole), schedule);

  // The rest, a 1 bit, zeros, and the length in bits in the last 8 bytes: one block, or two.
  const rest = bytes.subarray(whole);
  const end = new Uint8Array(rest.length < 56 ? 64 : 128);
  end.set(rest);
  end[rest.length] = 0x80;
  const view = new DataView(end.buffer);
  view.setUint32(end.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(end.length - 4, length << 3);
  compress(state, view, schedule);

  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * The SHA-256 digest of `bytes`, in hexadecimal digits.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function sha256Digest(bytes) {
  return finish(INITIAL_STATE.slice(), bytes, bytes.length, new Int32Array(64));
}

/**
 * The SHA-256 digest, in hexadecimal digits, of the first `length` bytes of the sequence of `seed`.
 *
 * @param {number} seed
 * @param {number} length
 * @returns {string}
 */
export function sha256(seed, length) {
  const state = INITIAL_STATE.slice();
  const schedule = new Int32Array(64);
  const words = new Uint32Array(CHUNK / 4);
  const view = new DataView(words.buffer);
  let counter = seed | 0;
  let left = length;
  for (; left >= CHUNK; left -= CHUNK) {
    counter = fill(words, counter);
    compress(state, view, schedule);
  }
  fill(words, counter);
  return finish(state, new Uint8Array(words.buffer, 0, left), length, schedule);
}

/** RC4, somewhere in its sequence. The key is mixed in `loops` times; once is plain RC4. */
class Arcfour {
  constructor(key, loops) {
    const state = Uint8Array.from({ length: 256 }, (_, i) => i);
    for (let loop = 0, j = 0; loop < loops; loop++) {
      for (let i = 0; i < 256; i++) {
        const a = state[i];
        j = (j + a + key[i % key.length]) & 255;
        state[i] = state[j];
        state[j] = a;
      }
    }
    this.state = state;
    this.i = 0;
    this.j = 0;
  }

  /** Encrypts `bytes` where they are, or decrypts them: it is the same. */
  apply(bytes) {
    const { state } = this;
    let { i, j } = this;
    for (let at = 0; at < bytes.length; at++) {
      i = (i + 1) & 255;
      const a = state[i];
      j = (j + a) & 255;
      const b = state[j];
      state[i] = b;
      state[j] = a;
      bytes[at] ^= state[(a + b) & 255];
    }
    this.i = i;
    this.j = j;
  }
}

/**
 * `bytes` encrypted with RC4, or decrypted: it is the same. The key is mixed in `loops` times; once is plain RC4.
 *
 * @param {Uint8Array} key
 * @param {Uint8Array} bytes
 * @param {number} loops
 * @returns {Uint8Array}
 */
export function arcfour(key, bytes, loops) {
  const out = bytes.slice();
  new Arcfour(key, loops).apply(out);
  return out;
}

const RC4_KEY = new TextEncoder().encode("first past the post");
const RC4_KEY_MIXING_LOOPS = 20;

/**
 * The checksum of the first `length` bytes of the sequence of `seed`, encrypted with RC4, once they are decrypted again and
 * compared.
 *
 * @param {number} seed
 * @param {number} length
 * @returns {number}
 */
export function rc4(seed, length) {
  const encryption = new Arcfour(RC4_KEY, RC4_KEY_MIXING_LOOPS);
  const decryption = new Arcfour(RC4_KEY, RC4_KEY_MIXING_LOOPS);
  const words = new Uint32Array(CHUNK / 4);
  const memory = new Uint8Array(CHUNK);
  // FNV-1a with 32 bits.
  let checksum = 0x811c9dc5;
  let counter = seed | 0;
  for (let left = length; left > 0; left -= CHUNK) {
    const size = Math.min(CHUNK, left);
    counter = fill(words, counter);
    const plain = new Uint8Array(words.buffer, 0, size);
    const text = memory.subarray(0, size);
    text.set(plain);
    encryption.apply(text);
    for (let at = 0; at < size; at++) checksum = Math.imul(checksum ^ text[at], 0x01000193);
    decryption.apply(text);
    for (let at = 0; at < size; at++) {
      if (text[at] !== plain[at]) throw new Error("decryption did not give back the input");
    }
  }
  return checksum >>> 0;
}

const MAX_NUMBER = 10n ** 16n;

/**
 * The smallest divisor of `number` above 1 and below itself; `undefined` for a prime, and for 0 and 1.
 *
 * A `Number` holds whole numbers exactly only below 2^53, about 9.007 × 10^15, so a larger one must come as a `BigInt`. But
 * division of `BigInt`s is slow. Half of an odd number up to 10^16 does fit a `Number`, and decides: 2h + 1 is a multiple
 * of an odd d just when h leaves (d − 1) / 2. The remainder is computed by hand, because `%` of large `Number`s is slow too.
 *
 * @param {number | bigint} number
 * @returns {bigint | undefined}
 */
export function smallestDivisor(number) {
  if (typeof number === "number" && !Number.isSafeInteger(number)) {
    throw new RangeError(`${number} is not exact: write it as a BigInt, with an n at the end`);
  }
  const exact = BigInt(number);
  if (exact < 0n || exact > MAX_NUMBER) throw new RangeError(`${exact} is not between 0 and ${MAX_NUMBER}`);
  if (exact % 2n === 0n) return exact > 2n ? 2n : undefined;

  const half = Number(exact / 2n);
  // A square just above 2^53 could be rounded down, so one more is tried than may be needed; d = number itself is left out.
  const limit = Math.floor(Math.sqrt(Number(exact))) + 1;
  for (let d = 3; d <= limit; d += 2) {
    const remainder = half - Math.floor(half / d) * d;
    if (2 * remainder + 1 === d) return BigInt(d) < exact ? BigInt(d) : undefined;
  }
  return undefined;
}

/**
 * Whether `number` is prime.
 *
 * @param {number | bigint} number above 2^53, a `BigInt`
 * @returns {boolean}
 */
export function isPrime(number) {
  return number >= 2 && smallestDivisor(number) === undefined;
}

/**
 * A tile of the Mandelbrot set, a byte per pixel, row by row: 0 inside, else 1 to 255 by how soon the point left.
 *
 * @param {number} left real part of the left edge of the whole picture
 * @param {number} top imaginary part of its top edge; it grows downwards
 * @param {number} pixel width and height of a pixel in the plane
 * @param {number} x pixels left of the tile
 * @param {number} y pixels above it
 * @param {number} width of the tile
 * @param {number} height of the tile
 * @param {number} maxIterations how long a point is looked at before it counts as inside
 * @returns {Uint8Array}
 */
export function mandelbrot(left, top, pixel, x, y, width, height, maxIterations) {
  const pixels = new Uint8Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    const cy = top + (y + row + 0.5) * pixel;
    for (let column = 0; column < width; column++, at++) {
      const cx = left + (x + column + 0.5) * pixel;
      let zx = 0;
      let zy = 0;
      let xx = 0;
      let yy = 0;
      let count = 0;
      while (count < maxIterations && xx + yy <= 4) {
        zy = 2 * zx * zy + cy;
        zx = xx - yy + cx;
        xx = zx * zx;
        yy = zy * zy;
        count++;
      }
      pixels[at] = count === maxIterations ? 0 : 1 + ((count - 1) % 255);
    }
  }
  return pixels;
}
