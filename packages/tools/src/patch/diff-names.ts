/** The names of a file before and after. Null is no file. */
export interface DiffNames {
  from: string | null
  to: string | null
}

/** The names of `---` and `+++` lines. */
export function diffNames(before: string, after: string): DiffNames {
  return unprefixed({ from: nameOf(before), to: nameOf(after) })
}

/** The names of git's first line; undefined unless both are the same, as they are where nothing else names the file. */
export function gitNames(line: string): DiffNames | undefined {
  const names = line.slice('diff --git '.length)
  const middle = (names.length - 1) / 2
  const [from, to] = [names.slice(0, middle), names.slice(middle + 1)]
  const both = unprefixed({ from: unquotedName(from), to: unquotedName(to) })
  return both.from === both.to ? both : undefined
}

/** Git puts names with odd characters in quotes, their bytes in octal. */
export function unquotedName(name: string): string {
  if (name.length < 2 || !name.startsWith('"') || !name.endsWith('"')) return name
  const bytes: number[] = []
  const body = Buffer.from(name.slice(1, -1))
  for (let at = 0; at < body.length; at += 1) {
    const octal = /^\\([0-7]{3})/.exec(body.toString('latin1', at, at + 4))
    if (octal) {
      bytes.push(Number.parseInt(octal[1] ?? '', 8))
      at += 3
    } else if (body[at] === 0x5c) {
      at += 1
      bytes.push(escaped[String.fromCharCode(body[at] ?? 0)] ?? body[at] ?? 0)
    } else bytes.push(body[at] ?? 0)
  }
  return Buffer.from(bytes).toString('utf8')
}

const escaped: Record<string, number> = { n: 10, t: 9, r: 13 }

/** A file that is not there has the first of all times in diffs that know no `/dev/null`. */
function nameOf(line: string): string | null {
  const [name = '', time = ''] = line.slice(4).split('\t')
  const isNone = name === '/dev/null' || Date.parse(time) === 0
  return isNone ? null : unquotedName(name)
}

/** Git's letters, of which each side has its own: where both are the same, they are a folder. */
const prefix = /^[abciow12]\//

function unprefixed({ from, to }: DiffNames): DiffNames {
  if (from === null) return { from, to: to && to.replace(/^b\//, '') }
  if (to === null) return { from: from.replace(/^a\//, ''), to }
  const isPrefixed = prefix.test(from) && prefix.test(to) && from[0] !== to[0]
  return isPrefixed ? { from: from.slice(2), to: to.slice(2) } : { from, to }
}
