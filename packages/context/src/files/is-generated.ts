const longestLine = 2000

/** Whether a program wrote it: it says so in its head, or has lines that nobody reads. */
export function isGenerated(text: string): boolean {
  if (/@generated\b|\bcode generated\b.*\bdo not edit\b/i.test(text.slice(0, 2000))) return true
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    if (end - start > longestLine) return true
    start = end + 1
  }
  return false
}
