import { callId } from '../events/call.ts'
import type { Content } from '../events/content.ts'
import { replyCalls } from '../events/reply.ts'
import type { Projection } from './projection.ts'

interface Recalled {
  readonly calls: Set<string>
  readonly acts: Set<number>
  /** What it answered when it last worked; undefined when it never did. */
  last: Content | undefined
}

/** What a tool answered when it last worked: it outlives every compaction. */
export const resultOf = (tool: string): Projection<Recalled> => ({
  initial: () => ({ calls: new Set(), acts: new Set(), last: undefined }),
  evolve(known, event) {
    if (event.type === 'model.settled' && event.data.kind === 'replied') {
      for (const [index, { name }] of replyCalls(event.data.reply).entries())
        if (name === tool) known.calls.add(callId(event.seq, index))
    } else if (event.type === 'tool.started' && known.calls.has(event.data.call)) {
      known.acts.add(event.seq)
    } else if (event.type === 'tool.settled' && known.acts.has(event.cause ?? 0)) {
      if (event.data.kind === 'done') known.last = event.data.content
    }
    return known
  },
})
