/** The last bytes of a stream, however long it is. */
export class Tail {
  readonly #most: number
  #kept = Buffer.alloc(0)

  constructor(most: number) {
    this.#most = most
  }

  add(chunk: Buffer): void {
    const last = chunk.subarray(-this.#most)
    this.#kept = Buffer.concat([
      this.#kept.subarray(-(this.#most - last.length) || this.#kept.length),
      last,
    ])
  }

  text(): string {
    return this.#kept.toString('utf8').trim()
  }
}
