import type { Event, Provider, Sessions } from '../built/kernel.ts'
import { openaiProvider } from '../built/provider-openai.ts'
import { bareLoop } from '../loops/bare-loop.ts'
import { prepareLoop } from '../loops/kernel-loop.ts'
import { wireReadTool } from '../loops/kernel-read-tool.ts'
import { postByFetch } from '../loops/post.ts'
import { scriptedProvider } from '../loops/scripted-provider.ts'
import { median } from '../measure/median.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import { TurnClock } from '../measure/turn-clock.ts'
import { fileSessions } from '../built/kernel-node.ts'
import { startModel } from '../model/start-model.ts'
import type { Benchmark } from '../report/row.ts'

/** Warm after a hundred turns; the first hundred that count are the second. */
const turns = 1_100
const rounds = 3

interface Growth {
  first: number
  last: number
}

/** What a turn costs late in a long run, against early in it. */
export const growthBenchmark: Benchmark = {
  name: 'growth',
  about: 'CPU per turn of the last 100 of 1,000 turns against the first 100',
  async run() {
    await using model = await startModel()
    await using folder = await temporaryFolder()
    const files = fileSessions({ home: folder.path })
    const openai = openaiProvider({ baseUrl: model.url })
    await grow(files, scriptedProvider())
    const seen: Record<'alone' | 'wired' | 'bare', Growth[]> = { alone: [], wired: [], bare: [] }
    for (let round = 0; round < rounds; round++) {
      seen.alone.push(await grow(files, scriptedProvider()))
      seen.bare.push(await growBare(model.url))
      seen.wired.push(await grow(files, openai))
    }
    const alone = middle(seen.alone)
    const bare = middle(seen.bare)
    const wired = middle(seen.wired)
    const request = bare.last - bare.first
    return [
      {
        what: 'growth over 1,000 turns, durable, no wire',
        unit: 'ms',
        ours: alone.last,
        baseline: { what: 'first 100', value: alone.first },
        target: { ratio: 1.1 },
      },
      {
        what: 'growth over 1,000 turns, durable',
        unit: 'ms',
        ours: wired.last,
        baseline: { what: 'first 100 + growth of bare fetch', value: wired.first + request },
        target: { ratio: 1.1 },
      },
      {
        what: '  that growth of bare fetch: its requests',
        unit: 'ms',
        ours: bare.last,
        baseline: { what: 'first 100', value: bare.first },
      },
    ]
  },
}

const middle = (growths: readonly Growth[]): Growth => ({
  first: median(growths.map(({ first }) => first)),
  last: median(growths.map(({ last }) => last)),
})

const growthOf = (clock: TurnClock): Growth => ({
  first: clock.between(100, 200),
  last: clock.between(turns - 101, turns - 1),
})

async function growBare(url: string): Promise<Growth> {
  const clock = new TurnClock()
  const onTurn = () => clock.mark()
  await bareLoop(postByFetch, { url, model: 'read', turns, tools: [wireReadTool], onTurn })
  return growthOf(clock)
}

async function grow(sessions: Sessions, provider: Provider): Promise<Growth> {
  const clock = new TurnClock()
  const onAppend = (events: readonly Event[]) => {
    if (events.some(({ type }) => type === 'model.started')) clock.mark()
  }
  const { session, drive } = await prepareLoop({
    sessions,
    provider,
    model: 'read',
    turns,
    onAppend,
  })
  await drive()
  await session.store.close()
  return growthOf(clock)
}
