const topValue = /^([\w-]+):[ \t]+(\S.*)$/
/** In quotes, a block, a map: not a plain value that lacks quotes. */
const isMarked = /^['"|>{&!#]/

/**
 * YAML as people mean it who write `description: Use it when: …` or `argument-hint: [file] [focus]`: the value of a top
 * key that YAML would read as something else is put in quotes, with the lines that go on below it. Keys stay in their lines.
 */
export function mendYaml(source: string): string {
  const lines = source.split('\n')
  const mended: string[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    at += 1
    const [, key, first] = topValue.exec(line) ?? []
    const from = at
    if (first !== undefined) while (/^[ \t]+\S/.test(lines[at] ?? '')) at += 1
    const rest = lines.slice(from, at)
    const value = [first ?? '', ...rest].map((part) => part.trim()).join(' ')
    if (needsQuotes(value)) mended.push(`${key}: ${JSON.stringify(value)}`, ...rest.map(() => ''))
    else mended.push(line, ...rest)
  }
  return mended.join('\n')
}

function needsQuotes(value: string): boolean {
  if (value === '' || isMarked.test(value)) return false
  if (value.startsWith('[')) return /^\[[^\]]*\]\s*\S/.test(value)
  return /^[@`%*]|:(\s|$)/.test(value)
}
