import type { CallStep, Trace } from './trace.ts'

/** The calls of a session, in the order they were proposed; not those of its subagents. */
export const callsIn = ({ steps }: Trace): CallStep[] =>
  steps.flatMap((step) => (step.kind === 'model' ? step.calls : []))

/** The traces of its subagents and theirs, where they were looked at. */
export const subagentsIn = (trace: Trace): Trace[] =>
  callsIn(trace).flatMap(({ task }) =>
    task?.trace ? [task.trace, ...subagentsIn(task.trace)] : [],
  )

/**
 * Puts the traces of subagents where they were sent out, and theirs in them. `read` answers undefined for a session that
 * is not there (any more).
 */
export async function attachSubagents(
  trace: Trace,
  read: (session: string) => Promise<Trace | undefined>,
): Promise<void> {
  for (const { task } of callsIn(trace)) {
    if (!task || task.session === null) continue
    const child = await read(task.session)
    // A log that says it is another one could lead back to where we are.
    if (!child || child.session !== task.session) continue
    task.trace = child
    await attachSubagents(child, read)
  }
}
