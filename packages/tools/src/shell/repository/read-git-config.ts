/** One setting of git: `section.subsection.name`, all but the subsection in small letters. */
export interface GitSetting {
  key: string
  /** What stands there, as git understands it; `true` for a name alone. */
  value: string
}

/**
 * The settings of a text in its order, or undefined where git refuses it. Nothing that it includes is read.
 * Format: git-config(1), "Syntax".
 */
export function readGitConfig(text: string): GitSetting[] | undefined {
  const settings: GitSetting[] = []
  const plain = text.replace(/^\u{feff}/u, '').replaceAll('\r\n', '\n')
  let section: string | undefined
  for (let at = 0; at < plain.length;) {
    const space = matchAt(between, plain, at)
    const head = space ? undefined : matchAt(header, plain, at)
    const name = space || head ? undefined : matchAt(variable, plain, at)
    const [taken] = space ?? head ?? name ?? []
    if (taken === undefined) return undefined
    at += taken.length
    if (head) section = sectionOf(head)
    if (!name) continue
    const value = name[2] === undefined ? { text: 'true', end: at } : readValue(plain, at)
    if (!value || section === undefined) return undefined
    settings.push({ key: `${section}.${(name[1] ?? '').toLowerCase()}`, value: value.text })
    at = value.end
  }
  return settings
}

const between = /(?:[ \t\r\n]+|[#;][^\n]*)/uy
/** `[core]`, `[filter "x"]`, and `[filter.x]` of old. */
const header = /\[([a-zA-Z\d.-]+)(?:[ \t\r]+"((?:[^"\\\n]|\\[^\n])*)")?\]/uy
/** A name, and whether a value follows. */
const variable = /([a-zA-Z][a-zA-Z\d-]*)[ \t]*(?:(=)|(?=\n|$))/uy

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function sectionOf([, name = '', within]: RegExpExecArray): string {
  const small = name.toLowerCase()
  return within === undefined ? small : `${small}.${within.replaceAll(/\\([^])/gu, '$1')}`
}

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['b', '\b'],
  ['"', '"'],
  ['\\', '\\'],
  ['\n', ''],
])

function readValue(text: string, start: number): { text: string; end: number } | undefined {
  let value = ''
  /** How much of it stays when the spaces at its end go. */
  let kept = 0
  let quoted = false
  let at = start
  for (; at < text.length && text[at] !== '\n'; at += 1) {
    const one = text[at] ?? ''
    if (!quoted && (one === '#' || one === ';')) {
      const end = text.indexOf('\n', at)
      return { text: value.slice(0, kept), end: end === -1 ? text.length : end }
    }
    if (one === '"') {
      quoted = !quoted
      continue
    }
    const isSpace = !quoted && /[ \t\r]/u.test(one)
    if (isSpace && value === '') continue
    if (one === '\\') at += 1
    const meant = one === '\\' ? escapes.get(text[at] ?? '') : one
    if (meant === undefined) return undefined
    value += meant
    if (!isSpace) kept = value.length
  }
  return quoted ? undefined : { text: value.slice(0, kept), end: at }
}
