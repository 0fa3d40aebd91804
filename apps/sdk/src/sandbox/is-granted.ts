import type { Session } from '@harness/kernel'

/** Whether somebody said yes to what a task does: a person, a rule, a hook. Not where nothing is known of it any more. */
export function isGranted(session: Session | undefined, task: number): boolean {
  const { open, calls } = session?.state ?? { open: [], calls: { list: [] } }
  const intent = open.find(({ seq }) => seq === task)
  if (intent?.type !== 'task.started') return false
  const call = calls.list.find(({ id }) => id === intent.data.call)
  return call?.verdict !== undefined && call.verdict.confined !== true
}
