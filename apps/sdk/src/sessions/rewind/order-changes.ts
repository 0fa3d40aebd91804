import type { FileChange } from './file-change.ts'

/**
 * The changes of one file in the order in which they happened. Each log knows its own; between logs a change follows the one
 * whose content it found, and where that says nothing, the clock does.
 */
export function orderChanges(changes: readonly FileChange[]): FileChange[] {
  const queues = [...Map.groupBy(changes, ({ session }) => session).values()].map((queue) => [
    ...queue,
  ])
  const ordered: FileChange[] = []
  for (;;) {
    const heads = queues.flatMap((queue) => queue.slice(0, 1).map((change) => ({ queue, change })))
    const last = ordered.at(-1)
    const next =
      heads.find(({ change }) => last && change.before?.hash === last.after) ??
      heads.toSorted((one, other) => one.change.at - other.change.at)[0]
    if (!next) return ordered
    ordered.push(next.change)
    next.queue.shift()
  }
}
