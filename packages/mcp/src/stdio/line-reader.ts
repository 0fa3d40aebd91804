import { McpError } from '../fault/mcp-error.ts'

/** Bytes of one message. */
export const mostMessageBytes = 16 * 1024 * 1024

/** Divides bytes into lines, in time and memory of their length; a line that is longer than a message may be throws. */
export class LineReader {
  #parts: Buffer[] = []
  #bytes = 0

  read(chunk: Buffer): string[] {
    const lines: string[] = []
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, end))
      lines.push(Buffer.concat(this.#parts).toString('utf8'))
      this.#parts = []
      this.#bytes = 0
      from = end + 1
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from))
    return lines
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > mostMessageBytes) {
      this.#parts = []
      throw new McpError('flood', `wrote a line of more than ${mostMessageBytes} bytes`)
    }
    this.#parts.push(part)
  }
}
