/** What one result may hold: bytes of UTF-8 as they stand in the log, a line end counting two. */
const resultBytes = 32 * 1024

/** The beginning of a text, in whole lines, and how much is missing; the text itself when it fits. */
export function boundText(text: string, most = resultBytes): string {
  if (sizeOf(text) <= most) return text
  const lines: string[] = []
  let left = most - 80
  for (const line of text.split('\n')) {
    left -= sizeOf(line)
    if (left < 0) break
    lines.push(line)
  }
  const kept = lines.join('\n')
  const missing = Buffer.byteLength(text) - Buffer.byteLength(kept)
  return `${kept}\n[${missing} bytes left out]`
}

/** The size of a text as JSON writes it. A line among lines costs no more than this. */
const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text))
