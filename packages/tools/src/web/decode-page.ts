import { TextDecoder } from 'node:util'

/** The text of a page: by the mark at its beginning, else the charset of its header, else of its own, else UTF-8. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const label = markOf(bytes) ?? charsetOf(contentType) ?? ownCharset(bytes) ?? 'utf-8'
  return decoderFor(label).decode(bytes)
}

/** A byte order mark: https://encoding.spec.whatwg.org/#bom-sniff */
function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined
}

const charsetOf = (text: string): string | undefined =>
  /charset\s*=\s*["']?([\w.:-]+)/i.exec(text)?.[1]

/** In a `meta` of the first kilobyte, where HTML has it. What can be read as ASCII is no UTF-16, whatever it says. */
function ownCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const [meta] = /<meta[^>]{0,200}charset[^>]{0,100}/i.exec(start) ?? []
  const label = meta === undefined ? undefined : charsetOf(meta)
  return label?.toLowerCase().startsWith('utf-16') ? undefined : label
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder()
    throw error
  }
}
