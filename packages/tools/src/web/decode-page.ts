import { TextDecoder } from 'node:util'

/** The text of a page: by the charset of its header, else of its own beginning, else UTF-8. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const label = charsetOf(contentType) ?? markedCharset(bytes) ?? 'utf-8'
  return decoderFor(label).decode(bytes)
}

const charsetOf = (text: string): string | undefined =>
  /charset\s*=\s*["']?([\w.:-]+)/i.exec(text)?.[1]

/** In a `meta` of the first kilobyte, where HTML has it. */
function markedCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /<meta[^>]{0,200}charset/i.test(start) ? charsetOf(start) : undefined
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder()
    throw error
  }
}
