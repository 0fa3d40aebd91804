import type { Session } from '@harness/kernel'

/** The role of the subagent that a session is; null for one that nobody started, or whose parent is not driven any more. */
export function roleOf(id: string, live: ReadonlyMap<string, Session>): string | null {
  const at = id.lastIndexOf('.')
  if (at < 0) return null
  const task = Number(id.slice(at + 1))
  const begun = live.get(id.slice(0, at))?.state.open.find(({ seq }) => seq === task)
  const spec = begun?.type === 'task.started' ? begun.data.spec : undefined
  return spec?.kind === 'subagent' ? spec.role : null
}
