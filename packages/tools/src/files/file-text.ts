/** A file's text, and what its bytes need besides. */
export interface FileText {
  text: string
  bom: boolean
}

const mark = '\uFEFF'

/** Undefined when the bytes are not text in UTF-8. */
export function decodeText(bytes: Uint8Array): FileText | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (text.includes('\0')) return undefined
    return text.startsWith(mark) ? { text: text.slice(1), bom: true } : { text, bom: false }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

export const encodeText = ({ text, bom }: FileText): Buffer => Buffer.from(bom ? mark + text : text)
