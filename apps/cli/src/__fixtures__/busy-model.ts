// The model of a session in which everything is in play at once: files, commands, servers, tasks, subagents, a question.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer, AskedRequest } from './endpoint.ts'

/** Long enough that a kill may come in the middle of it. */
const page = 'every word of it\n'.repeat(20_000)
const delayMs = 10

type Call = readonly [tool: string, input: unknown]

/** What may be done without asking; `asked.sh` is not among it. */
export const allowed = [
  'write_file',
  'edit',
  'mcp',
  'subagent',
  'task_wait',
  'shell(sh note.sh *)',
].join(',')

/** A command that says in the ledger that it began, takes a while, and says that it ended. */
const note = (word: string, seconds: number): Call => [
  'shell',
  { command: `sh note.sh ${word} ${seconds}` },
]
const inBackground = ([tool, input]: Call): Call => [tool, { ...Object(input), background: true }]
const plant = (what: string): Call => ['mcp_garden_slowly', { what }]
const write = (path: string, content: string): Call => ['write_file', { path, content }]
const edit = (path: string, from: string, to: string): Call => [
  'edit',
  { path, old_string: from, new_string: to },
]

export const commands = ['note.sh', 'asked.sh'] as const

/** The commands, in the workspace, and the ledger that they write. */
export async function writeCommands(workspace: string): Promise<void> {
  const words = 'echo "begin $1" >> ledger; sleep "$2"; echo "end $1" >> ledger; echo "noted $1"\n'
  for (const name of commands) await writeFile(join(workspace, name), words)
  await writeFile(join(workspace, 'ledger'), '')
}

/** What files must hold when a session has ended. */
export const filesOf = (tag: string): Record<string, string> => ({
  [`${tag}.txt`]: `${page}third ${tag}\n`,
  [`${tag}-late.txt`]: `late ${tag}\n`,
  [`${tag}-oak.txt`]: `oak of ${tag}\n`,
  [`${tag}-elm.txt`]: `elm of ${tag}\n`,
})

export function answer({ body: { messages } }: AskedRequest): Answer {
  const told = JSON.stringify(messages)
  const turn = messages.filter(({ role }) => role === 'assistant').length
  const [, tag = '', child] = /(?:go|help) (s\d+)(?: as (\w+))?/.exec(told) ?? []
  const calls =
    child === undefined ? ofParent(turn, tag, told) : ofChild(turn, `${tag}-${child}`, told)
  return calls.length > 0 ? { calls, delayMs } : { text: 'all done', delayMs }
}

/** The numbers of tasks that were begun in the background, and of those that the model heard the end of. */
const begun = (told: string) => [...told.matchAll(/in the background as task (\d+)/g)].map(numberOf)
const heard = (told: string) => [...told.matchAll(/Background task (\d+) has ended/g)].map(numberOf)
const numberOf = ([, digits]: RegExpMatchArray) => Number(digits)

/** Nothing where all were heard of. */
const waits = (told: string): Call[] =>
  begun(told)
    .filter((task) => !heard(told).includes(task))
    .map((task) => ['task_wait', { task }])

function ofParent(turn: number, tag: string, told: string): readonly Call[] {
  const file = `${tag}.txt`
  switch (turn) {
    case 0:
      return [write(file, `${page}first ${tag}\n`), plant(`${tag}-0`), note(`${tag}-0`, 0.1)]
    case 1:
      return [edit(file, 'first', 'second'), inBackground(note(`${tag}-1-long`, 1.5))]
    case 2:
      return ['oak', 'elm'].map((name) => ['subagent', { prompt: `help ${tag} as ${name}` }])
    case 3:
      return [['shell', { command: `sh asked.sh ${tag}-3-asked 0.1` }], plant(`${tag}-3`)]
    case 4:
      return [plant(`${tag}-4-a`), plant(`${tag}-4-b`), write(`${tag}-late.txt`, `late ${tag}\n`)]
    case 5:
      return [inBackground(note(`${tag}-5-short`, 0.3)), note(`${tag}-5`, 0.2)]
    case 6:
      return [edit(file, 'second', 'third'), plant(`${tag}-6`)]
    case 7:
      return [note(`${tag}-7`, 0.1), ...waits(told)]
    default:
      return waits(told)
  }
}

function ofChild(turn: number, name: string, told: string): readonly Call[] {
  const tag = name.split('-')
  switch (turn) {
    case 0:
      return [write(`${name}.txt`, `${tag[1]} of ${tag[0]}\n`), note(`${name}-0`, 0.1)]
    case 1:
      return [inBackground(note(`${name}-1`, 0.4)), plant(`${name}-1`), note(`${name}-1-too`, 0.1)]
    default:
      return waits(told)
  }
}
