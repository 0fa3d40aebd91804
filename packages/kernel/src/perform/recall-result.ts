import type { Content } from '../events/content.ts'
import type { Session } from '../log/session.ts'
import { resultOf } from '../projections/result-of.ts'

/** What a tool answered when it last worked, read from the log. */
export async function recallResult(session: Session, tool: string): Promise<Content | undefined> {
  const { initial, evolve } = resultOf(tool)
  let known = initial()
  for await (const event of session.store.events.read(1)) known = evolve(known, event)
  return known.last
}
