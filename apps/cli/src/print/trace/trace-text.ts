import type { CallStep, Step, Trace } from '@harness/traces'
import { callRow } from './call-row.ts'
import { rowText, type Row, type RowKind, type RowStyle } from './row.ts'
import { stepRow } from './step-row.ts'

export interface Chosen {
  /** Rows of any of these; all where there are none. */
  only: readonly RowKind[]
  /** Calls of these tools alone; all where there are none. */
  tools: readonly string[]
}

/** What happened, a row for each step, the rows of subagents below the call that sent them out. */
export function* traceText(trace: Trace, chosen: Chosen, style: RowStyle): Generator<string> {
  for (const row of rowsOf(trace)) if (isChosen(row, chosen)) yield rowText(row, style)
}

export function isChosen({ kinds, tool }: Row, { only, tools }: Chosen): boolean {
  if (tools.length > 0 && (tool === undefined || !tools.includes(tool))) return false
  return only.length === 0 || only.some((kind) => kinds.has(kind))
}

function* rowsOf(trace: Trace): Generator<Row> {
  for (const step of trace.steps) {
    const row = stepRow(step)
    if (row) yield row
    if (step.kind !== 'model') continue
    for (const call of step.calls) yield* rowsOfCall(call, trace.workspace)
  }
}

function* rowsOfCall(call: CallStep, workspace: string | null): Generator<Row> {
  yield callRow(call, workspace)
  const inner = call.task?.trace
  if (!inner) return
  for (const row of rowsOf(inner)) yield { ...row, depth: row.depth + 2 }
}

/** The row of a step or a call that an event has touched, when it is worth telling at that moment. */
export function rowOf(touched: Step | CallStep, workspace: string | null): Row | undefined {
  return touched.kind === 'call' ? callRow(touched, workspace) : stepRow(touched)
}
