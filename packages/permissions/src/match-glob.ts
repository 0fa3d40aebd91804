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
  const separate = slashes === 'separate'
  // Which beginnings of the pattern match the text read so far; bytes, because commands may be long.
  let reached = new Uint8Array(tokens.length + 1)
  reached[0] = 1
  passStars(reached, tokens)
  for (const character of text) {
    const next = new Uint8Array(tokens.length + 1)
    let any = false
    for (const [place, token] of tokens.entries()) {
      if (reached[place] !== 1 || !takes(token, character, separate)) continue
      next[isStar(token) ? place : place + 1] = 1
      any = true
    }
    if (!any) return false
    reached = next
    passStars(reached, tokens)
  }
  return reached[tokens.length] === 1
}

/** `**`, `*`, `?`, or one character that stands for itself. */
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

const isStar = ({ kind }: Token): boolean => kind === 'any' || kind === 'some'

function takes(token: Token, character: string, separate: boolean): boolean {
  if (token.kind === 'any') return true
  if (token.kind === 'is') return token.character === character
  return !separate || character !== '/'
}

/** Stars match nothing too: what lies behind one is reached as soon as the star is. */
function passStars(reached: Uint8Array, tokens: readonly Token[]): void {
  for (const [place, token] of tokens.entries()) {
    if (reached[place] === 1 && isStar(token)) reached[place + 1] = 1
  }
}
