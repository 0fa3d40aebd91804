import type { ListedServer, ServerList } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { shorten } from './format.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'
import { shownPath } from './shown-path.ts'
import { wrapWords } from './wrap-words.ts'

type Colour = ReturnType<typeof coloursFor>
type Where = ListedServer['where']

/** Columns of a command, on the narrowest terminal too. */
const least = 40

/** The servers, each with what it is, where it stands and what hides what; then the files that may have more. */
export function serverTable({ servers, leftOut }: ServerList, screen: Screen): string {
  const colour = coloursFor(screen)
  const room = Math.max(least, (screen.columns || 80) - 2)
  const blocks = servers.map((server) => block(server, room, colour))
  const none = servers.length === 0 ? [nothing] : []
  const left = leftOut.map(({ path, status }) => {
    const why = status === 'changed' ? 'it is not what you trusted any more' : 'it is not trusted'
    return `${colour('yellow', '!')} ${shownPath(path)} is left out: ${why} (harness trust)\n`
  })
  const gap = blocks.length + none.length > 0 && left.length > 0 ? ['\n'] : []
  return [...blocks, ...none, ...gap, ...left].join('')
}

const nothing =
  'No server is configured. Add one: harness mcp add NAME -- COMMAND, or NAME https://…\n'

function block(listed: ListedServer, room: number, colour: Colour): string {
  const { name, where, below, problem, enabled } = listed
  const what = shorten(plainLine(callOf(listed.server)), room)
  const lines = [
    what,
    ...givenTo(listed.server).map((one) => shorten(plainLine(one), room)),
    colour('dim', placeOf(where)),
    colour('dim', factsOf(listed).join(', ')),
    ...below
      .flatMap(({ where: other, gives, hidden }) => [
        ...mergedLine('hides', hidden, other),
        ...mergedLine('with', gives, other),
      ])
      .map((line) => colour('dim', line)),
    ...(problem === null ? [] : [`${colour('yellow', '!')} ${told(problem, room)}`]),
  ]
  const title = colour('bold', plainLine(name))
  return `${title}${enabled ? '' : ' (disabled)'}\n${lines.map((line) => `  ${line}\n`).join('')}`
}

const mergedLine = (how: string, keys: readonly string[], where: Where): string[] =>
  keys.length === 0 ? [] : [`${how} ${plainLine(keys.join(', '))} of ${placeOf(where)}`]

const told = (problem: string, room: number): string =>
  wrapWords(plainLine(problem).split(' '), room - 2).join('\n    ')

function callOf(server: ListedServer['server']): string {
  if ('url' in server) return server.url
  return [server.command, ...(server.args ?? [])].map(quoted).join(' ')
}

/** As a person would type it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./$*{}-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

function givenTo(server: ListedServer['server']): string[] {
  if ('url' in server)
    return Object.entries(server.headers ?? {}).map(([name, value]) => `header ${name}: ${value}`)
  const { env = {}, passEnv = [], cwd } = server
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return [
    ...(cwd === undefined ? [] : [`in ${cwd}`]),
    ...(pairs.length > 0 ? [`env ${pairs.join(' ')}`] : []),
    ...(passEnv.length > 0 ? [`passes ${passEnv.join(' ')}`] : []),
  ]
}

const approvals = { inherit: 'asks as the mode says', ask: 'always asks', never: 'never asks' }

const factsOf = ({ approval, trusted, sandbox }: ListedServer): string[] => [
  approvals[approval],
  trusted ? 'trusted' : 'not trusted',
  sandbox ? 'sandbox' : 'no sandbox',
]

const placeOf = ({ layer, label, file, line }: Where): string => {
  const place = file === undefined ? plainLine(label) : shownPath(file)
  return `${layer} ${line === undefined ? place : `${place}:${line}`}`
}
