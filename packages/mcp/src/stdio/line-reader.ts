import { StringDecoder } from 'node:string_decoder'
import { McpError } from '../fault/mcp-error.ts'

/** Bytes of one message. */
export const mostMessageBytes = 8 * 1024 * 1024

/** Divides bytes into lines, in time and memory of their length; a line that is longer than a message may be throws. */
export class LineReader {
  #decoder = new StringDecoder('utf8')
  #line = ''
  #bytes = 0

  read(chunk: Buffer): string[] {
    const lines: string[] = []
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, end))
      lines.push(this.#line + this.#decoder.end())
      this.#line = ''
      this.#bytes = 0
      from = end + 1
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from))
    return lines
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > mostMessageBytes) {
      this.#line = ''
      throw new McpError('flood', `wrote a line of more than ${mostMessageBytes} bytes`)
    }
    this.#line += this.#decoder.write(part)
  }
}
