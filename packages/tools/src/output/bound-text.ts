/** What one result may hold: bytes of UTF-8 as they stand in the log, a line end counting two. */
export const resultBytes = 32 * 1024

/** The size of a text as JSON writes it. A line among lines costs no more than this. */
export const sizeOf = (text: string): number => Buffer.byteLength(JSON.stringify(text))

/** Cuts the middle out of a text that is larger than `most`, and says how much is missing. */
export function boundText(text: string, most = resultBytes): string {
  if (sizeOf(text) <= most) return text
  const bytes = Buffer.byteLength(text)
  for (let room = Math.min(most - 80, bytes); ; room = Math.floor(room * 0.8)) {
    const head = startOf(text, Math.ceil(room / 2))
    const tail = endOf(text, Math.floor(room / 2))
    const missing = bytes - Buffer.byteLength(head) - Buffer.byteLength(tail)
    const bounded = `${head}\n[${missing} bytes left out]\n${tail}`
    if (sizeOf(bounded) <= most || room === 0) return bounded
  }
}

/** The longest beginning of at most `most` bytes that cuts no character. */
export function startOf(text: string, most: number): string {
  const bytes = Buffer.from(text.slice(0, most))
  if (bytes.length <= most) return text.slice(0, most)
  let end = most
  while (end > 0 && isContinuation(bytes[end])) end -= 1
  return bytes.toString('utf8', 0, end)
}

function endOf(text: string, most: number): string {
  if (most === 0) return ''
  const bytes = Buffer.from(text.slice(-most))
  let start = Math.max(0, bytes.length - most)
  while (start < bytes.length && isContinuation(bytes[start])) start += 1
  return bytes.toString('utf8', start)
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80
