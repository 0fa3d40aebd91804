import type { TaskView } from '@harness/kernel'
import { readSession, type SessionPlace } from './read-session.ts'

/** The commands and subagents of a session, oldest first, whoever runs it. */
export async function listTasks(
  id: string,
  place: SessionPlace = {},
): Promise<readonly TaskView[]> {
  const { tasksProjection } = await import('../engine.ts')
  let tasks = tasksProjection.initial()
  for await (const event of readSession(id, place)) tasks = tasksProjection.evolve(tasks, event)
  return tasks
}
