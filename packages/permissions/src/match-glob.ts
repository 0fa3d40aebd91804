/**
 * Whether a glob matches a whole text: `**` is any text, `*` any text without a slash, `?` one character that is none.
 * With `slashes: 'plain'` a slash is a character like any other. Takes time in proportion to text × pattern, whatever
 * the pattern is: no pattern can make it hang.
 */
export function matchGlob(
  pattern: string,
  text: string,
  { slashes }: { slashes: 'separate' | 'plain' },
): boolean {
  const tokens = tokensOf(pattern)
  // Which beginnings of the pattern match the text read so far.
  let reached = closure(new Set([0]), tokens)
  for (const character of text) {
    const apart = slashes === 'separate' && character === '/'
    const next = new Set<number>()
    for (const place of reached) {
      const token = tokens[place]
      if (token === undefined) continue
      if (token.kind === 'any' || (token.kind === 'some' && !apart)) next.add(place)
      else if (
        token.kind === 'one' ? !apart : token.kind === 'is' && token.character === character
      ) {
        next.add(place + 1)
      }
    }
    if (next.size === 0) return false
    reached = closure(next, tokens)
  }
  return reached.has(tokens.length)
}

type Token = { kind: 'any' | 'some' | 'one' } | { kind: 'is'; character: string }

function tokensOf(pattern: string): Token[] {
  // `a/**/b` matches `a/b` too: the slash after `**` belongs to it.
  const parts = pattern.match(/\*\*\/|\*+|[^*]/gsu) ?? []
  return parts.flatMap((part): Token[] => {
    if (part.length > 1 && part.startsWith('**')) return [{ kind: 'any' }]
    if (part === '*') return [{ kind: 'some' }]
    if (part === '?') return [{ kind: 'one' }]
    return [{ kind: 'is', character: part }]
  })
}

/** Stars match nothing too: what lies behind one is reached as soon as the star is. */
function closure(places: Set<number>, tokens: readonly Token[]): Set<number> {
  for (const place of places) {
    const kind = tokens[place]?.kind
    if (kind === 'any' || kind === 'some') places.add(place + 1)
  }
  return places
}
