/** What one result may hold: bytes of UTF-8 as they stand in the log, a line end counting two. */
export const resultBytes = 32 * 1024

/** The size of a text as JSON writes it, in bytes. A line among lines costs no more than this. */
export const sizeInLog = (text: string): number => bytesOf(JSON.stringify(text))

/** Of UTF-8. Counted, not encoded: a text of megabytes would be there twice. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    // Half of a pair counts two units and four bytes with its other half, three alone: it is then another character.
    const isPair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
    if (isPair) {
      bytes += 2
      at += 1
    } else {
      bytes += unit < 0x800 ? 1 : 2
    }
  }
  return bytes
}

/** Cuts the middle out of a text that is larger than `most` bytes in the log, and says how much is missing. */
export function boundText(text: string, most = resultBytes): string {
  // No character takes less than a byte, and none more than six; a long text is not written down to be measured.
  if (text.length * 6 + 2 <= most) return text
  if (text.length + 2 <= most && sizeInLog(text) <= most) return text
  const bytes = bytesOf(text)
  for (let room = Math.min(most - 80, bytes); ; room = Math.floor(room * 0.8)) {
    const head = beginningOf(text, Math.ceil(room / 2))
    const tail = endOf(text, Math.floor(room / 2))
    const missing = bytes - bytesOf(head) - bytesOf(tail)
    const bounded = `${head}\n[${missing} bytes left out]\n${tail}`
    if (sizeInLog(bounded) <= most || room === 0) return bounded
  }
}

/** The longest beginning of at most `most` bytes that cuts no character. */
export function beginningOf(text: string, most: number): string {
  const bytes = new TextEncoder().encode(text.slice(0, most))
  if (bytes.length <= most) return text.slice(0, most).toWellFormed()
  let end = most
  while (end > 0 && isContinuation(bytes[end])) end -= 1
  return new TextDecoder().decode(bytes.subarray(0, end))
}

function endOf(text: string, most: number): string {
  if (most === 0) return ''
  const bytes = new TextEncoder().encode(text.slice(-most))
  let start = Math.max(0, bytes.length - most)
  while (start < bytes.length && isContinuation(bytes[start])) start += 1
  return new TextDecoder().decode(bytes.subarray(start))
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80
