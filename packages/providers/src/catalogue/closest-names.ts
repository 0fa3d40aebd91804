/** The names most like what was typed, best first, none that is nothing like it. */
export function closestNames(typed: string, names: readonly string[], most = 3): string[] {
  const wanted = typed.toLowerCase()
  return names
    .map((name) => ({ name, away: distance(wanted, name) }))
    .filter(({ name, away }) => away <= Math.max(2, Math.floor(name.length / 2)))
    .toSorted((one, other) => one.away - other.away)
    .slice(0, most)
    .map(({ name }) => name)
}

/** How many letters must be put in, taken out or exchanged; 0 when one is the beginning of the other. */
function distance(one: string, other: string): number {
  if (one.length > 2 && (other.startsWith(one) || one.startsWith(other))) return 0
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1]
    for (const [place, wanted] of Array.from(other).entries()) {
      const exchanged = (row[place] ?? 0) + (letter === wanted ? 0 : 1)
      next.push(Math.min(exchanged, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
