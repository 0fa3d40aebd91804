/** What one result may hold: bytes of UTF-8 as they stand in the log, a line end counting two. */
export const resultBytes = 32 * 1024

/** The size of a text as JSON writes it, in bytes. A line among lines costs no more than this. */
export const sizeInLog = (text: string): number => bytesOf(JSON.stringify(text))

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Cuts the middle out of a text that is larger than `most` bytes in the log, and says how much is missing. */
export function boundText(text: string, most = resultBytes): string {
  // No character takes less than a byte.
  if (text.length * 6 + 2 <= most || sizeInLog(text) <= most) return text
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
