/** A file's text, and what its bytes need besides. */
export interface FileText {
  text: string
  /** `bytes`: not UTF-8 and not said what; every byte is a character of its own. */
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'bytes'
  /** Whether it begins with a byte order mark, which is not part of the text. */
  bom: boolean
}

const mark = '\uFEFF'

/** Undefined when the bytes are not text. */
export function decodeText(bytes: Uint8Array): FileText | undefined {
  const wide = wideEncoding(bytes)
  const encoding = wide ?? 'utf-8'
  const text = strictly(encoding, bytes)
  if (text === undefined) return wide ? undefined : byBytes(bytes)
  if (text.includes('\0')) return undefined
  return text.startsWith(mark)
    ? { text: text.slice(1), encoding, bom: true }
    : { text, encoding, bom: false }
}

/** The bytes of a text. One whose encoding is not known must have got nothing but ASCII. */
export function encodeText({ text, encoding, bom }: FileText): Buffer {
  const whole = bom ? mark + text : text
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(whole)
    case 'utf-16le':
      return Buffer.from(whole, 'utf16le')
    case 'utf-16be':
      return Buffer.from(whole, 'utf16le').swap16()
    case 'bytes':
      return Buffer.from(whole, 'latin1')
  }
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function byBytes(bytes: Uint8Array): FileText | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.includes('\0') ? undefined : { text, encoding: 'bytes', bom: false }
}
