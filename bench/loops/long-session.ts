import { textContent, type Sessions } from '../built/kernel.ts'
import { scriptedProvider } from './scripted-provider.ts'
import { prepareLoop } from './kernel-loop.ts'

/** Six events make a turn: asked, answered, judged, acted. */
const eventsPerTurn = 6

/** How many turns there are between two compactions. */
const turnsPerCompaction = 100

/** Makes a session of about so many events, as a long run of an agent leaves it, and lets go of it. */
export async function makeLongSession(
  sessions: Sessions,
  { id, events }: { id: string; events: number },
): Promise<void> {
  let turn = 0
  const inner = scriptedProvider()
  const provider: typeof inner = {
    name: inner.name,
    async *stream(request, options) {
      turn += 1
      const inputTokens = (1 + (turn % turnsPerCompaction)) * 1_000
      for await (const piece of inner.stream(request, options)) {
        if (piece.type !== 'reply') yield piece
        else
          yield {
            type: 'reply',
            reply: { ...piece.reply, usage: { inputTokens, outputTokens: 50 } },
          }
      }
    },
  }
  const { session, drive } = await prepareLoop({
    sessions,
    provider,
    id,
    model: 'read',
    turns: Math.ceil(events / eventsPerTurn),
    contextWindow: (turnsPerCompaction - 2) * 1_250,
    compactor: {
      compact: async ({ entries }) => ({
        content: textContent(`${entries.length} messages, in short.`),
      }),
    },
  })
  await drive()
  await session.store.close()
}
