/**
 * The candidate a mistyped name most likely meant; undefined when none is within that many changes (by default half the
 * name's length, two at least).
 */
export function closestName(
  name: string,
  candidates: readonly string[],
  within = Math.max(2, Math.floor(plain(name).length / 2)),
): string | undefined {
  const wanted = plain(name)
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate))
    if (!best || distance < best.distance) best = { candidate, distance }
  }
  return best && best.distance <= within ? best.candidate : undefined
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Insertions, deletions and replacements from one text to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
