// SHA-256 (FIPS 180-4), for hosts without a file store: the kernel has no crypto of its platform to call.

const primes = [...firstPrimes(64)]
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 0x1_0000_0000)
const rounds = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const start = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

/** The digest in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  const padded = pad(bytes)
  const state = Uint32Array.from(start)
  for (let offset = 0; offset < padded.byteLength; offset += 64) {
    compress(state, new DataView(padded.buffer, offset, 64))
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000))
  view.setUint32(padded.length - 4, bytes.length * 8)
  return padded
}

function compress(state: Uint32Array, block: DataView): void {
  const words = schedule(block)
  const at = (index: number) => work[index] ?? 0
  let work = [...state]
  for (let round = 0; round < 64; round++) {
    const [a, b, c, e, f, g] = [at(0), at(1), at(2), at(4), at(5), at(6)]
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const one =
      at(7) +
      (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
      choice +
      (rounds[round] ?? 0) +
      (words[round] ?? 0)
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority
    work = [(one + two) >>> 0, a, b, c, (at(3) + one) >>> 0, e, f, g]
  }
  for (let index = 0; index < 8; index++) state[index] = (state[index] ?? 0) + at(index)
}

function schedule(block: DataView): Uint32Array {
  const words = new Uint32Array(64)
  for (let index = 0; index < 16; index++) words[index] = block.getUint32(index * 4)
  for (let index = 16; index < 64; index++) {
    const early = words[index - 15] ?? 0
    const late = words[index - 2] ?? 0
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = (words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + large
  }
  return words
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function* firstPrimes(count: number): Generator<number> {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.some((prime) => candidate % prime === 0)) continue
    found.push(candidate)
    yield candidate
  }
}
