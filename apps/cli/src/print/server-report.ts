import type { TestedServer } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'
import { wrapWords } from './wrap-words.ts'

type Colour = ReturnType<typeof coloursFor>

/** What came of starting servers: what each offers, or what is wrong with it. */
export function serverReport(tested: readonly TestedServer[], screen: Screen): string {
  if (tested.length === 0)
    return 'No server is configured. Add one: harness mcp add NAME -- COMMAND, or NAME https://…\n'
  const colour = coloursFor(screen)
  const columns = screen.columns || 80
  return tested.map((server) => block(server, columns, colour)).join('')
}

function block(
  { name, state, info, trusted, sandbox, tools, resources, prompts, faults }: TestedServer,
  columns: number,
  colour: Colour,
): string {
  const marks = {
    ready: colour('green', '✓'),
    failed: colour('red', '✗'),
    disabled: colour('dim', '·'),
  }
  const calls = info === null ? '' : `  ${plainLine(`${info.name} ${info.version}`)}`
  const off = state === 'disabled' ? '  disabled: a run does not start it' : ''
  const named = (counts: 'reads' | 'writes') =>
    tools.filter((tool) => tool.counts === counts).map((tool) => tool.name)
  const rows = [
    row('reads', named('reads'), columns),
    row('writes', named('writes'), columns),
    row('resources', resources, columns),
    row('prompts', prompts, columns),
    state === 'ready' && tools.length === 0 ? '  It has no tools.\n' : '',
    !trusted && tools.length > 0 ? `  ${colour('dim', mistrusted)}\n` : '',
  ]
  return [
    `${marks[state]} ${colour('bold', plainLine(name))}${calls}${off}\n`,
    ...rows,
    ...faults.map((fault) => told(fault, columns, colour)),
    state === 'failed' && sandbox
      ? `  ${wrapWords(walled.split(' '), columns - 2).join('\n  ')}\n`
      : '',
  ].join('')
}

/** What is wrong, and below it what the program wrote last. */
function told(
  { level, message, stderr = '' }: TestedServer['faults'][number],
  columns: number,
  colour: Colour,
): string {
  const mark = level === 'warning' ? `${colour('yellow', '!')} ` : ''
  const words = wrapWords(plainLine(message).split(' '), columns - 4)
  const lines = stderr
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
    .flatMap((line) => wrapWords(line.split(' '), columns - 4))
  const last = lines.map((line) => `    ${colour('dim', line)}\n`).join('')
  return `  ${mark}${words.join('\n  ')}\n${last}`
}

const walled =
  'It runs in the sandbox, where it sees little and changes nothing: network, readable and writable of its sandbox in the configuration open it.'

const mistrusted = 'All count as writing: it is not trusted to say which only read.'

const indent = ' '.repeat(13)

/** Names under one another as many as fit on a line. */
function row(title: string, names: readonly string[] | null, columns: number): string {
  if (names === null || names.length === 0) return ''
  const items = names.map((name, at) => plainLine(name) + (at < names.length - 1 ? ',' : ''))
  return `  ${title.padEnd(11)}${wrapWords(items, columns - indent.length).join(`\n${indent}`)}\n`
}
