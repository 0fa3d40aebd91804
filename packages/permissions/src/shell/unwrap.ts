import type { Parser } from '@vscode/tree-sitter-wasm'
import { literal, textOf, type Assignment, type Command, type Word } from './command.ts'
import { parseCommand } from './read-command.ts'
import { readOptions } from './programs/read-options.ts'
import type { Use } from './programs/program.ts'
import { wrappers, type Wrapper } from './wrappers.ts'

const shells = new Set(['sh', 'bash', 'dash', '/bin/sh', '/bin/bash', '/usr/bin/bash'])

/** What a command that runs another one runs, and whether that is all it does. undefined: it is none of those. */
export function unwrap({ words }: Command, parser: Parser): Use | undefined {
  const [program, ...rest] = words
  if (program?.kind !== 'literal') return undefined
  if (shells.has(program.text)) return unwrapShell(rest, parser)
  const name = program.text.replace(/^\/(?:usr\/)?bin\/(?=[^/]+$)/u, '')
  const wrapper = wrappers.get(name)
  if (name === 'command' && /^-[vV]$/u.test(rest[0]?.text ?? ''))
    return { kind: 'reads', paths: [] }
  return wrapper && unwrapWords(wrapper, rest)
}

function unwrapShell([option, script, ...given]: readonly Word[], parser: Parser): Use {
  const isText = option?.kind === 'literal' && /^-[eux]*c$/u.test(option.text)
  if (!isText || script?.kind !== 'literal') return unknown('its script is not known')
  const reading = parseCommand(script.text, parser)
  if (reading.kind === 'unparsable') return unknown(`in its script: ${reading.why}`)
  const { commands, unknown: strange } = reading
  if (strange.length > 0) return unknown(`${strange.join(', ')} in its script`, commands)
  // A script may print what its words mean, and they may mean files.
  return { kind: 'reads', paths: [], names: given, runs: commands }
}

function unwrapWords(wrapper: Wrapper, rest: readonly Word[]): Use {
  const options = readOptions({ options: wrapper.options }, rest, 'operand')
  if (typeof options === 'string') return unknown(options)
  const queue = options.operands.slice()
  const own = queue.splice(0, wrapper.own ?? 0)
  if (own.some(({ kind }) => kind !== 'literal'))
    return unknown(`${textOf(own)} is known only when it runs`)
  const assignments: Assignment[] = []
  for (let word = queue[0]; wrapper.assigns && word; word = queue[0]) {
    const [, name, value = ''] = /^(\w+)=(.*)$/su.exec(word.text) ?? []
    if (name === undefined) break
    assignments.push({ name, value: word.kind === 'literal' ? literal(value) : word })
    queue.shift()
  }
  const runs: Command[] = [{ words: queue, assignments, redirections: [], source: textOf(queue) }]
  if (wrapper.asks !== undefined) return unknown(wrapper.asks, runs)
  if (queue.length > 0) return { kind: 'reads', paths: [], runs }
  return unknown(wrapper.assigns ? 'it prints the environment' : 'it runs nothing')
}

const unknown = (why: string, runs: readonly Command[] = []): Use => ({
  kind: 'unknown',
  why,
  runs,
})
