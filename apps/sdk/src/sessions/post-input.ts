import type { SessionPlace } from './read-session.ts'

/** When what is posted is seen, and where its session is. */
export interface PostOptions extends SessionPlace {
  /** `steer` (the default) is seen by the next model call, `follow-up` when the model has nothing left to do. */
  mode?: 'steer' | 'follow-up'
}

/** Where a post is: with the process that runs the session, or in the session, for its next run. */
export type Posted = 'delivered' | 'waiting'

/** Says something to a session, whoever runs it. Durable when it resolves. */
export async function postInput(
  id: string,
  text: string,
  options: PostOptions = {},
): Promise<Posted> {
  const { mode = 'steer', ...place } = options
  const { deliver } = await import('../engine.ts')
  const content = [{ type: 'text' as const, text }]
  return deliver(id, [{ type: 'input.received', data: { from: 'person', mode, content } }], place)
}
