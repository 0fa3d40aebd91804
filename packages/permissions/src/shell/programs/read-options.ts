import type { Word } from '../command.ts'
import { mayBeSecret } from '../is-secret.ts'
import type { Program } from './program.ts'

export interface Options {
  readonly operands: readonly Word[]
  readonly paths: readonly Word[]
  /** Names of the options that were given. */
  readonly given: ReadonlySet<string>
  readonly values: readonly { readonly name: string; readonly value: Word }[]
}

type Kind = 'flag' | 'value' | 'path' | 'attached' | 'names'

const kinds: Readonly<Record<string, Kind>> = {
  ':': 'value',
  '@': 'path',
  '?': 'attached',
  '*': 'names',
}
const tables = new WeakMap<Program, ReadonlyMap<string, Kind>>()

function tableOf(program: Program): ReadonlyMap<string, Kind> {
  const known = tables.get(program)
  if (known) return known
  const table = new Map(
    (program.options ?? '').split(/\s+/u).map((text): [string, Kind] => {
      const kind = kinds[text.slice(-1)]
      return kind === undefined || text.length === 1 ? [text, 'flag'] : [text.slice(0, -1), kind]
    }),
  )
  tables.set(program, table)
  return table
}

/** Splits words into options and the rest. A text is why they are not known. `until` ends at the first other word. */
export function readOptions(
  program: Program,
  words: readonly Word[],
  until: 'end' | 'operand' = 'end',
): Options | string {
  const reader = new OptionReader(tableOf(program), program)
  for (const [index, word] of words.entries()) {
    if (until === 'operand' && reader.isAtOperand(word)) {
      reader.operands.push(...words.slice(index))
      break
    }
    const why = reader.take(word)
    if (why !== undefined) return why
  }
  return reader
}

class OptionReader implements Options {
  readonly operands: Word[] = []
  readonly paths: Word[] = []
  readonly given = new Set<string>()
  readonly values: { name: string; value: Word }[] = []
  readonly #table: ReadonlyMap<string, Kind>
  readonly #program: Program
  #waiting: string | undefined
  #ended = false

  constructor(table: ReadonlyMap<string, Kind>, program: Program) {
    this.#table = table
    this.#program = program
  }

  isAtOperand({ kind, text }: Word): boolean {
    if (this.#waiting !== undefined) return false
    return this.#ended || kind !== 'literal' || text === '-' || !text.startsWith('-')
  }

  /** Takes one word; a text says why it is not known. */
  take(word: Word): string | undefined {
    const { kind, text } = word
    if (this.#waiting !== undefined) {
      // Who takes the option for one without a value takes this word for another option.
      if (/^-\D/u.test(text)) return `${text} may be an option`
      return this.#value(this.#waiting, word)
    }
    if (this.#ended) return this.#operand(word)
    if (kind === 'dynamic' && !this.#program.gentle)
      return `${text} is ${word.why}, and may be an option`
    if (kind === 'glob' && /^[*?[-]/u.test(text) && !this.#isHarmless(text)) {
      return `${text} may match a name that is an option`
    }
    if (kind !== 'literal' || text === '-') return this.#operand(word)
    if (text === '--') {
      this.#ended = true
      return undefined
    }
    if (text.startsWith('+') && this.#table.has('+')) return undefined
    if (!text.startsWith('-')) return this.#operand(word)
    if (this.#table.get(text) === 'flag') return this.#note(text)
    if (/^-\d+$/u.test(text) && this.#table.has('#')) return this.#note('#')
    return text.startsWith('--') ? this.#long(text) : this.#short(text)
  }

  /** Whether a name that a pattern matches does no harm where it is an option. */
  #isHarmless(pattern: string): boolean {
    const { gentle, lists } = this.#program
    return gentle === true && (!lists || /\.\w+$/u.test(pattern))
  }

  #operand(word: Word): undefined {
    this.operands.push(word)
  }

  #note(name: string): undefined {
    this.given.add(name)
  }

  #value(name: string, value: Word): string | undefined {
    this.#waiting = undefined
    if (value.kind !== 'literal') return `the value of ${name} is not known: ${value.text}`
    const { text } = value
    if (this.#program.values?.[name]?.test(text) === false)
      return `${text} for ${name} is not known to only read`
    this.values.push({ name, value })
    const kind = this.#table.get(name)
    if (kind === 'path') this.paths.push(value)
    if (kind === 'names') this.#look(text)
    return undefined
  }

  /** A pattern of names: one that begins with `!` leaves names out, stars alone are what a program finds by itself. */
  #look(pattern: string): void {
    if (pattern.startsWith('!')) return
    const [folder = ''] = /^[^*?[{]*(?=\/)/u.exec(pattern.replace(/^\/+/u, '')) ?? []
    if (folder !== '') this.paths.push({ kind: 'literal', text: folder })
    if (!/(?:^|\/)\*+$/u.test(pattern) && mayBeSecret(pattern, 'hidden'))
      this.paths.push({ kind: 'glob', text: pattern })
  }

  #long(text: string): string | undefined {
    const at = text.indexOf('=')
    const name = text.slice(2, at < 0 ? undefined : at)
    const kind = name.length > 1 ? this.#table.get(name) : undefined
    if (kind === undefined) return `the option --${name} is not known to only read`
    this.#note(name)
    if (at >= 0) {
      if (kind === 'flag') return `--${name} takes no value`
      return this.#value(name, { kind: 'literal', text: text.slice(at + 1) })
    }
    if (kind !== 'flag' && kind !== 'attached') this.#waiting = name
    return undefined
  }

  #short(text: string): string | undefined {
    for (let at = 1; at < text.length; at += 1) {
      const name = text.charAt(at)
      const kind = this.#table.get(name)
      if (kind === undefined) return `the option -${name} is not known to only read`
      this.#note(name)
      if (kind === 'flag') continue
      const rest = text.slice(at + 1)
      if (rest !== '') return this.#value(name, { kind: 'literal', text: rest })
      if (kind !== 'attached') this.#waiting = name
      return undefined
    }
    return undefined
  }
}
