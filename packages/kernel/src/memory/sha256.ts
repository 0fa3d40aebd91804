// SHA-256 (FIPS 180-4), for hosts without a file store: the kernel has no crypto of its platform to call.

const primes = [...firstPrimes(64)]
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 0x1_0000_0000)
const rounds = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const start = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

/** The digest in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(start)
  const words = new Uint32Array(64)
  const whole = bytes.length - (bytes.length % 64)
  for (let at = 0; at < whole; at += 64) compress(state, words, { bytes, at })
  const rest = padded(bytes.subarray(whole), bytes.length)
  for (let at = 0; at < rest.length; at += 64) compress(state, words, { bytes: rest, at })
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** The last bytes, with the mark and the length that end every message. */
function padded(rest: Uint8Array, length: number): Uint8Array {
  const block = new Uint8Array(rest.length < 56 ? 64 : 128)
  block.set(rest)
  block[rest.length] = 0x80
  const view = new DataView(block.buffer)
  view.setUint32(block.length - 8, Math.floor(length / 0x2000_0000))
  view.setUint32(block.length - 4, length * 8)
  return block
}

/** A block of 64 bytes. */
interface Block {
  bytes: Uint8Array
  at: number
}

/** Sixteen words of the block, and 48 made of them. Plain loops: all that is kept in memory goes through here. */
function schedule(words: Uint32Array, { bytes, at }: Block): void {
  for (let index = 0; index < 16; index++) {
    const byte = at + index * 4
    words[index] =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0)
  }
  for (let index = 16; index < 64; index++) {
    const early = words[index - 15] ?? 0
    const late = words[index - 2] ?? 0
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = (words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + large
  }
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function compress(state: Uint32Array, words: Uint32Array, block: Block): void {
  schedule(words, block)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index++) {
    const choice = (e & f) ^ (~e & g)
    const sum = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + sum + choice + (rounds[index] ?? 0) + (words[index] ?? 0)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  const worked = [a, b, c, d, e, f, g, h]
  for (let index = 0; index < 8; index++) state[index] = (state[index] ?? 0) + (worked[index] ?? 0)
}

function* firstPrimes(count: number): Generator<number> {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.some((prime) => candidate % prime === 0)) continue
    found.push(candidate)
    yield candidate
  }
}
