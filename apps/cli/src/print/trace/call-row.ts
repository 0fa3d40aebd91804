import { contentText, type Json } from '@harness/kernel'
import { hasFailed, inputOf, pathIn, type AskStep, type CallStep } from '@harness/traces'
import { describeCall } from '../describe-call.ts'
import { describeResult, hasFailed as endedBadly } from '../describe-result.ts'
import { formatDuration } from '../format.ts'
import type { Row, RowKind } from './row.ts'

/** A call, from its proposal to its result, in a row. */
export function callRow(call: CallStep, workspace: string | null): Row {
  const input = inputOf(call)
  const output = contentText(call.content)
  const result = { tool: call.tool, input, output }
  const isBad = hasFailed(call) || call.status === 'denied' || endedBadly(result)
  const isOver = call.settled !== null
  return {
    place: call.id,
    at: call.acted ?? call.at,
    depth: 1,
    mark: markOf(call, isBad),
    what: describeCall(call.tool, input),
    tail: tailOf(call, isOver && (!isBad || endedBadly(result)) ? describeResult(result) : ''),
    details: [
      ...(isBad ? [whyOf(call, output)] : []),
      ...call.asks.map(askText),
      ...call.files.flatMap(({ path, change }) =>
        change ? [`${change} ${pathIn({ workspace }, path)}`] : [],
      ),
      ...(call.attempts > 1 ? [`begun ${call.attempts} times: its process died`] : []),
    ],
    content: contentOf(call, input, output),
    kinds: kindsOf(call, isBad),
    tool: call.tool,
  }
}

/** Of a command, what stands behind the line that says how it ended: that is told already. */
const whyOf = ({ tool }: CallStep, output: string): string =>
  tool === 'shell' ? output.replace(/^\[exit code \d+\]\n/u, '') : output

const contentOf = (call: CallStep, input: Json, output: string): Row['content'] => [
  ['input', typeof input === 'string' ? input : JSON.stringify(input, null, 2)],
  [
    'judged',
    call.judgements
      .map(({ decision, rule, reason }) => `${decision} by ${rule}${reason && `: ${reason}`}`)
      .join('\n'),
  ],
  ['asked', call.asks.map((ask) => `${askText(ask)}\n${ask.preview}`.trimEnd()).join('\n')],
  ['preview', call.prepared?.preview ?? ''],
  ['files', call.files.map(({ path, change = 'read' }) => `${change} ${path}`).join('\n')],
  ['result', output],
]

function tailOf(call: CallStep, came: string): string[] {
  const { task, status, ms } = call
  const background = task?.background ? `task ${task.seq} in the background` : ''
  const words = status === 'done' || status === 'failed' ? '' : status
  const code = call.code ?? ''
  const took = ms === null ? '' : formatDuration(ms)
  return [words, code, came, background, took].filter((part) => part !== '')
}

function markOf({ status, settled }: CallStep, isBad: boolean): Row['mark'] {
  if (isBad) return '✗'
  if (status === 'asking') return '?'
  if (status === 'background' || settled === null) return '◌'
  return status === 'done' ? '✓' : '·'
}

function kindsOf(call: CallStep, isBad: boolean): Set<RowKind> {
  const kinds = new Set<RowKind>(['calls'])
  if (isBad) kinds.add('errors')
  if (call.asks.length > 0) kinds.add('asks')
  if (call.task) kinds.add('tasks')
  if (call.files.some(({ change }) => change !== undefined)) kinds.add('edits')
  return kinds
}

/** How a question was answered: `allowed by person after 3 s`. */
function askText({ decision, by, reason, answer, question, ms }: AskStep): string {
  const after = ms === null ? '' : ` after ${formatDuration(ms)}`
  const why = reason === '' ? '' : `: ${reason}`
  if (decision === 'open') return `waits for an answer${question ? `: ${question}` : why}`
  if (decision === 'unfinished') return `was asked, and nobody answered${after}`
  if (answer !== null) return `answered by ${by}${after}: ${answer}`
  return `${decision === 'allow' ? 'allowed' : 'denied'} by ${by}${after}${decision === 'deny' ? why : ''}`
}
