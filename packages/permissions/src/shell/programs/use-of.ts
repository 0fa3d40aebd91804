import type { Word } from '../command.ts'
import type { Program, Use } from './program.ts'
import { readOptions, type Options } from './read-options.ts'
import { readPathspec } from './read-pathspec.ts'

/** Words that name no file of anybody's. */
const devices = new Set(['-', '/dev/null', '/dev/stdin', '/dev/stdout', '/dev/stderr'])

const unknown = (why: string): Use => ({ kind: 'unknown', why })

/** How words, without that of the program itself, use it. */
export function useOf(program: Program, words: readonly Word[]): Use {
  if (!program.read && isHelp(words)) return { kind: 'reads', paths: [] }
  const use = usedFor(program, words)
  return program.pathspecs && use.kind === 'reads'
    ? { ...use, paths: use.paths.map(readPathspec) }
    : use
}

function usedFor(program: Program, words: readonly Word[]): Use {
  if (program.read) return program.read(words)
  const options = readOptions(program, words, program.commands ? 'operand' : 'end')
  if (typeof options === 'string') return unknown(options)
  if (program.commands) return useOfSub(program, program.commands, options)
  return useOfWords(program, options)
}

/** Nothing but a question about the program itself. */
const isHelp = ([word, ...more]: readonly Word[]): boolean =>
  more.length === 0 && (word?.text === '--help' || word?.text === '--version')

function useOfSub(
  { bare }: Program,
  commands: NonNullable<Program['commands']>,
  { operands: [name, ...words], paths }: Options,
): Use {
  if (!name) return bare ? { kind: 'reads', paths } : unknown('it names nothing to do')
  if (name.kind === 'literal' && Object.hasOwn(commands, name.text)) {
    const sub = commands[name.text]
    // The help of a sub-command may be a manual in a program of its own.
    if (sub) return usedFor(sub, words)
  }
  return unknown(`${name.text} is not known to only read`)
}

function useOfWords(program: Program, { operands, paths, given, values }: Options): Use {
  const { script, most, only } = program
  // What writes its words writes what these are opened on, too.
  const isNothing = (text: string) => (most === 0 ? text === '/dev/null' : devices.has(text))
  const words = operands.filter(({ text }) => !isNothing(text))
  const bringing = script?.options.split(' ') ?? []
  const scripts = values.filter(({ name }) => bringing.includes(name)).map(({ value }) => value)
  const first = script && !bringing.some((name) => given.has(name)) ? words.shift() : undefined
  if (first) scripts.push(first)
  for (const one of scripts) {
    if (one.kind !== 'literal') return unknown(`its script is not known: ${one.text}`)
    if (script?.check && !script.check(one.text)) return unknown(`its script may do more than read`)
  }
  const allowed = only === undefined || only.split(' ').some((name) => given.has(name))
  const limit = allowed ? (most ?? Infinity) : 0
  // A pattern over names may become any number of words.
  const many = limit !== Infinity && words.some(({ kind }) => kind !== 'literal')
  // Where words have places, standard input takes one, too: `uniq - out` writes.
  const placed = most ? operands.length - (first ? 1 : 0) : words.length
  if (placed > limit || many) {
    return unknown(`with ${words.map(({ text }) => text).join(' ')} it may do more than read`)
  }
  if (program.operands === 'none' && words.length > 0) return unknown('it takes no words')
  if (program.operands === 'names') return { kind: 'reads', paths, names: words }
  if (program.operands === 'words') return { kind: 'reads', paths, names: patternsIn(words) }
  return { kind: 'reads', paths: [...paths, ...words] }
}

/** Words that become names of files where they stand. */
export const patternsIn = (words: readonly Word[]): readonly Word[] =>
  words.filter((word) => word.kind === 'glob' || (word.kind === 'dynamic' && word.pattern))
