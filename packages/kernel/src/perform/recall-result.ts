import { callId } from '../events/call.ts'
import type { Content } from '../events/content.ts'
import { replyCalls } from '../events/reply.ts'
import type { Session } from '../log/session.ts'

/** What a tool answered when it last worked, read from the log: it outlives every compaction. */
export async function recallResult(session: Session, tool: string): Promise<Content | undefined> {
  const calls = new Set<string>()
  const acts = new Set<number>()
  let last: Content | undefined
  for await (const event of session.store.events.read(1)) {
    if (event.type === 'model.settled' && event.data.kind === 'replied') {
      for (const [index, { name }] of replyCalls(event.data.reply).entries())
        if (name === tool) calls.add(callId(event.seq, index))
    } else if (event.type === 'tool.started' && calls.has(event.data.call)) {
      acts.add(event.seq)
    } else if (event.type === 'tool.settled' && acts.has(event.cause ?? 0)) {
      if (event.data.kind === 'done') last = event.data.content
    }
  }
  return last
}
