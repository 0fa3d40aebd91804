import {
  textContent,
  type Compactor,
  type ConversationEntry,
  type Shortening,
} from '../../index.ts'
import type { SimProcess } from './sim-process.ts'
import type { SimWorld } from './sim-world.ts'

/** Makes shorter whatever can be made shorter, in all ways there are, and sometimes cannot. */
export function simCompactor(world: SimWorld, process: SimProcess): Compactor {
  return {
    async compact({ entries }, { ask }) {
      if (world.chance(0.3)) await ask({ system: 'sum it up', text: 'all of it' })
      return process.reach(() => {
        const mood = world.random()
        if (mood < 0.2) throw new Error('no summary')
        if (mood < 0.5) return trims(world, entries)
        return { ...(mood < 0.7 ? trims(world, entries) : {}), ...summary(world, entries) }
      })
    },
  }
}

function trims(world: SimWorld, entries: readonly ConversationEntry[]): Shortening {
  const reply = pickReply(world, entries)
  return {
    results: entries.flatMap(({ call }) =>
      call && world.chance(0.5) ? [{ call, content: textContent('…') }] : [],
    ),
    ...(reply && { reasoning: reply.seq }),
  }
}

/** Of everything, or of what stands at or before some reply. */
function summary(world: SimWorld, entries: readonly ConversationEntry[]): Shortening {
  const reply = pickReply(world, entries)
  const inputs = entries.flatMap(({ origin, message }) =>
    origin === 'person' && message.role === 'user' ? [message.content] : [],
  )
  return {
    content: textContent('summary'),
    ...(reply && world.chance(0.7) && { upto: reply.seq }),
    ...(world.chance(0.5) && { inputs }),
  }
}

function pickReply(
  world: SimWorld,
  entries: readonly ConversationEntry[],
): ConversationEntry | undefined {
  const replies = entries.filter(({ origin }) => origin === 'model')
  return replies[world.below(replies.length)]
}
