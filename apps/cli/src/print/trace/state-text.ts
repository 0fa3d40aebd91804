import { maskSecrets, ruleText } from '@harness/kernel'
import type { SessionState } from '@harness/sdk'
import { formatCost, formatCount, formatDuration, counted, shorten } from '../format.ts'
import { plainLine, plainText } from '../plain-text.ts'
import { inColumns, section } from './columns.ts'
import { limitsText, parametersOf } from './step-row.ts'

/** What counts at one event: for people, each thing under its name. */
export function stateText(state: SessionState, columns: number): string {
  const { session, seq, configuration, todo, waiting } = state
  if (!configuration) return `${session} behind event ${seq}: nothing is configured yet.\n`
  const { model, limits } = configuration
  const named = [`${model.provider}/${model.id}`, ...parametersOf(model)].join(' · ')
  return [
    `${session} behind event ${seq}\n${shorten(plainLine(named), columns - 30)} · ${runText(state)}\n`,
    section('limits', [`${limitsText(limits)}; left: ${leftText(state)}`]),
    section(contextTitle(state), contextRows(state)),
    section('todo', todo === null ? [] : plainText(maskSecrets(todo)).split('\n')),
    section('permissions', permissionRows(state)),
    section('open', openRows(state)),
    section('tasks', taskRows(state, columns)),
    section('files', fileRows(state, columns)),
    section(
      'waiting',
      waiting.length === 0 ? [] : [`events ${waiting.join(', ')}: shown by the next request`],
    ),
    `\nWhat the model is told, whole: harness trace state ${session} --at ${seq} --prompt\n`,
  ].join('')
}

function runText({ run }: SessionState): string {
  const spent = `${counted(run.turns, 'turn')}, ${formatCount(run.tokens)} tokens, ${formatCost(run.cost)}`
  if (run.active) return `a run goes on: ${spent}`
  return run.last
    ? `idle: the last run ended as ${run.last.limit ?? run.last.reason}`
    : 'no run yet'
}

function leftText({ left }: SessionState): string {
  const parts = [
    ...(left.turns === null ? [] : [counted(left.turns, 'turn')]),
    ...(left.tokens === null ? [] : [counted(left.tokens, 'token')]),
    ...(left.cost === null ? [] : [formatCost(left.cost)]),
    ...(left.ms === null ? [] : [formatDuration(left.ms)]),
  ]
  return parts.join(', ')
}

function contextTitle({ context: { tokens, window } }: SessionState): string {
  const share =
    window === null ? '' : ` of ${formatCount(window)}: ${Math.round((100 * tokens) / window)} %`
  return `context, about ${formatCount(tokens)} tokens${share}`
}

const bar = 24

function contextRows({ context: { parts } }: SessionState): string[] {
  const whole = parts.reduce((sum, { tokens }) => sum + tokens, 0)
  return inColumns(
    parts.map(({ what, tool, count, tokens }) => [
      tool === undefined ? what : `${what} of ${plainLine(tool)}`,
      formatCount(count),
      formatCount(tokens),
      `${Math.round((100 * tokens) / Math.max(1, whole))} %`,
      '█'.repeat(Math.round((bar * tokens) / Math.max(1, whole))).padEnd(bar),
    ]),
  )
}

function permissionRows({ permissions }: SessionState): string[] {
  if (!permissions) return []
  const person = permissions.person ? 'somebody can be asked' : 'nobody can be asked'
  return [
    `mode ${permissions.mode}, ${person}`,
    ...permissions.rules.map(
      (rule) => `${rule.decision} ${plainLine(ruleText(rule))}  (${plainLine(rule.source)})`,
    ),
  ]
}

const openRows = ({ open }: SessionState): string[] =>
  open.map(({ seq, type, call }) => `#${seq} ${type}${call === null ? '' : ` of call ${call}`}`)

const taskRows = ({ tasks }: SessionState, columns: number): string[] =>
  tasks
    .filter(({ status }) => status === 'running')
    .map(({ task, spec, background }) => {
      const what =
        spec.kind === 'command' ? (spec.argv.at(-1) ?? '') : `${spec.role}: ${spec.prompt}`
      const where = background ? 'in the background' : 'running'
      return shorten(`${task} ${where}: ${plainLine(maskSecrets(what))}`, columns - 2)
    })

const mostFiles = 30

function fileRows({ files }: SessionState, columns: number): string[] {
  const all = Object.entries(files)
  const rows = all
    .slice(0, mostFiles)
    .map(([path, hash]) =>
      shorten(`${hash?.slice(7, 15) ?? 'none    '}  ${plainLine(path)}`, columns - 2),
    )
  return all.length > rows.length ? [...rows, `and ${all.length - rows.length} more`] : rows
}
