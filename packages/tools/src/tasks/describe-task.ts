import type { TaskView } from '@harness/kernel'

/** One line for a task: its number, how it is, what it does. */
export function describeTask(view: TaskView, now: number): string {
  const { task, spec } = view
  const what = spec.kind === 'command' ? (spec.argv.at(-1) ?? '') : `${spec.role}: ${spec.prompt}`
  return `${task}  ${state(view, now)}  ${oneLine(what)}`
}

function state({ status, end, startedAt }: TaskView, now: number): string {
  if (status === 'running') return `running for ${seconds(now - startedAt)}`
  if (status !== 'ended' || !end) return status
  switch (end.kind) {
    case 'exited':
      return `${end.stopped ?? `exit code ${end.code ?? end.signal}`} after ${seconds(end.durationMs)}`
    case 'reported':
      return `ended (${end.reason})`
    case 'failed':
      return 'not started'
  }
}

const seconds = (ms: number) => `${Math.max(0, Math.round(ms / 1000))} s`

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`
}
