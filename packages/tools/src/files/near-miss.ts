const mostLines = 20_000
const shown = 12

/** For an edit that does not match: the lines of the file that come closest to what was looked for. */
export function nearMiss(text: string, wanted: string): string {
  const lines = text.split(/\r?\n/).slice(0, mostLines)
  const sought = wanted.split(/\r?\n/)
  const anchor = longest(sought)
  const best = closest(lines, sought[anchor]?.trim() ?? '')
  if (best.score < 0.4) return 'There is nothing like it. Read the file again.'
  const start = Math.max(0, best.line - anchor)
  const found = lines.slice(start, start + Math.min(sought.length, shown))
  const numbered = found.map((line, index) => `${start + index + 1}\t${line.slice(0, 300)}`)
  return ['The closest lines are:', ...numbered].join('\n')
}

const longest = (lines: readonly string[]): number =>
  lines.reduce(
    (best, line, at) => (line.trim().length > (lines[best]?.trim().length ?? 0) ? at : best),
    0,
  )

function closest(lines: readonly string[], sought: string): { line: number; score: number } {
  const pairs = pairsOf(sought)
  let best = { line: 0, score: 0 }
  for (const [line, text] of lines.entries()) {
    const score = text.trim() === sought ? 1 : likeness(pairs, text.trim().slice(0, 1000))
    if (score > best.score) best = { line, score }
    if (score === 1) break
  }
  return best
}

/** How many pairs of neighbouring characters two texts share, 0…1 (Dice). */
function likeness(pairs: ReadonlySet<string>, text: string): number {
  const others = pairsOf(text)
  let shared = 0
  for (const pair of others) if (pairs.has(pair)) shared += 1
  return pairs.size + others.size === 0 ? 0 : (2 * shared) / (pairs.size + others.size)
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let at = 0; at < text.length - 1; at += 1) pairs.add(text.slice(at, at + 2))
  return pairs
}
