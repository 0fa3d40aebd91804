import { createInterface, type Interface } from 'node:readline'
import type { LineEnds, LineReader } from '../person/line-reader.ts'

/** The lines of an input, one after the other, for whoever asks next. */
export class Lines {
  readonly #reader: Interface
  readonly #waiting: string[] = []
  #wake: (() => void) | undefined
  #isOver = false

  constructor(input: NodeJS.ReadableStream) {
    this.#reader = createInterface({ input, crlfDelay: Infinity })
    this.#reader.on('line', (line) => {
      this.#waiting.push(line)
      this.#wake?.()
    })
    this.#reader.on('close', () => {
      this.#isOver = true
      this.#wake?.()
    })
  }

  /** The next one behind so many; undefined when there is none, or the signal has fired. */
  async next(signal?: AbortSignal, behind = 0): Promise<string | undefined> {
    for (;;) {
      if (signal?.aborted) return undefined
      const [line] = this.#waiting.splice(behind, 1)
      if (line !== undefined || this.#isOver) return line
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      signal?.addEventListener('abort', () => resolve(), { once: true })
      await promise
    }
  }

  /** A line that ends in a backslash goes on in the next. */
  async prompt(signal?: AbortSignal): Promise<string | undefined> {
    let text = await this.next(signal)
    while (text?.endsWith('\\')) {
      const more = await this.next(signal)
      text = text.slice(0, -1) + (more === undefined ? '' : `\n${more}`)
    }
    return text
  }

  /** For questions: their answers are the next lines. What was typed before a question was seen is no answer to it. */
  answers(output: NodeJS.WritableStream, ends: LineEnds): LineReader {
    return {
      question: async (prompt, { signal }) => {
        const seen = this.#waiting.length
        output.write(prompt)
        const line = await this.next(signal, seen)
        if (line !== undefined) return line
        ends.closed()
        signal.throwIfAborted()
        return ''
      },
      close: () => {},
    }
  }

  close(): void {
    this.#reader.close()
  }
}
