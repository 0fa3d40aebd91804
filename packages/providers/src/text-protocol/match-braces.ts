/**
 * Finds where each `{` of a text is closed, in one pass: `ends.get(start)` is the place of its `}`. A string hides what is
 * in it while a brace is open; a line end closes it, because strings of JSON have none. Only a parser can tell whether what
 * stands between is JSON.
 */
export function matchBraces(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const open: number[] = []
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at += 1
      else if (char === '"' || char === '\n') inString = false
    } else if (char === '{') open.push(at)
    else if (char === '"') inString = open.length > 0
    else if (char === '}') {
      const start = open.pop()
      if (start !== undefined) ends.set(start, at)
    }
  }
  return ends
}
