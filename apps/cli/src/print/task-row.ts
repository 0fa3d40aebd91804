import type { TaskView } from '@harness/kernel'
import { formatDuration, shorten } from './format.ts'
import { plainLine } from './plain-text.ts'

/** One line for a task: its number, how it is, what it does. */
export function taskRow(task: TaskView): string {
  const { spec } = task
  const what = spec.kind === 'command' ? (spec.argv.at(-1) ?? '') : `${spec.role}: ${spec.prompt}`
  const state = stateOf(task).padEnd(18)
  return `${String(task.task).padStart(6)}  ${state}  ${shorten(plainLine(what), 80)}\n`
}

function stateOf({ status, end, background }: TaskView): string {
  if (status === 'running') return background ? 'in the background' : 'running'
  if (status !== 'ended' || !end) return status
  if (end.kind === 'failed') return 'not started'
  if (end.kind === 'reported') return end.reason
  const how = end.stopped ?? (end.code === null ? (end.signal ?? 'signal') : `exit ${end.code}`)
  return `${how} · ${formatDuration(end.durationMs)}`
}
