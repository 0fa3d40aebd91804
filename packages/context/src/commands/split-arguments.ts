const piece = /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])|[^\s]/gy

/**
 * What a person typed after a command, as a shell would divide it: quotes keep white space, a backslash keeps the next
 * character. A quote without an end is a character like others. Nothing is expanded.
 */
export function splitArguments(text: string): string[] {
  const found: string[] = []
  let word: string | undefined
  let at = 0
  while (at < text.length) {
    piece.lastIndex = at
    const match = piece.exec(text)
    if (!match) {
      if (word !== undefined) found.push(word)
      word = undefined
      at += 1
      continue
    }
    const [whole, single, double, escaped] = match
    word = (word ?? '') + (single ?? double?.replaceAll(/\\([\\"$`])/g, '$1') ?? escaped ?? whole)
    at += whole.length
  }
  return word === undefined ? found : [...found, word]
}
