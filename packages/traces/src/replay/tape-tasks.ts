import type { Subagents, TaskEnd, TaskRunner } from '@harness/kernel'
import { never, type Recording } from './recording.ts'

/** Commands that ended as they ended then. */
export const tapeCommands = (recording: Recording): TaskRunner => ({
  run: ({ task }, _, { signal }) => endOf(recording, task, signal),
  probe: async () => 'run',
  read: async () => undefined,
})

/** Subagents that reported what they reported then: a session of their own is a tape of its own. */
export const tapeSubagents = (recording: Recording): Subagents => ({
  run: (child, _, { signal }) =>
    endOf(recording, Number(child.slice(child.lastIndexOf('.') + 1)), signal),
  read: async () => undefined,
})

async function endOf(recording: Recording, task: number, signal: AbortSignal): Promise<TaskEnd> {
  const data = recording.settled(task, 'task.settled')?.data
  // This very object: the tool that concludes knows the task by it.
  return data?.kind === 'ended' ? data.end : never(signal)
}
