// Long sessions of the real program in a small window, killed at any moment: also in the middle of being made shorter.
import { checkLog, randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { place } from './__fixtures__/cli.ts'
import { endpoint, type AskedRequest } from './__fixtures__/endpoint.ts'
import {
  checkEffects,
  eventsOf,
  liveThrough,
  noneLeft,
  workedOf,
} from './__fixtures__/killed-lives.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 15 : 150
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const minutes = 60_000
const steps = 14
/** What the server takes of one request. */
const mostBytes = 60_000

it(
  `is made shorter through ${kills} kills (HARNESS_PROOF_SEED=${seed})`,
  {
    timeout: 30 * minutes,
  },
  async () => {
    const random = randomFrom(seed)
    const server = await endpoint(answer)
    const home = await place()
    const worked: string[] = []
    const totals = { sessions: 0, kills: 0, resumed: 0, effects: 0, compactions: 0, cut: 0, worked }
    try {
      while (totals.kills < kills) {
        const tag = `s${totals.sessions++}`
        const id = await liveThrough({ home, url: server.url, tag, random, totals, kills })
        const events = await eventsOf(home, id)
        expect({ id, wrong: checkLog(events, { finished: true }) }).toEqual({ id, wrong: [] })
        worked.push(...workedOf(events))
        for (const event of events) {
          if (event.type !== 'compaction.settled') continue
          if (event.data.kind === 'compacted') totals.compactions += 1
          else totals.cut += 1
        }
        expect(events.at(-1)).toMatchObject({ type: 'run.finished', data: { reason: 'done' } })
      }
      await checkEffects(home, totals)
      await noneLeft(home)
      // What was asked for stands in every request, word for word, and none of them went through that is too long.
      for (const { body } of server.requests.filter(({ body: { tools } }) => tools))
        expect(JSON.stringify(body.messages)).toMatch(/go s\d+/)
      expect(totals.compactions).toBeGreaterThan(totals.sessions)
    } finally {
      await server.close()
      await home.remove()
    }
    const { sessions, effects, compactions, cut } = totals
    process.stdout.write(
      `${totals.kills} kills in ${sessions} sessions of ${steps} steps: 0 of ${effects} effects twice, ` +
        `${compactions} compactions, ${cut} of them cut short and begun anew\n`,
    )
  },
)

/** The model: a step after the other; it knows the last one from wherever it stands, also from a summary. */
function answer({ body, bytes }: AskedRequest) {
  const told = JSON.stringify(body.messages)
  const tag = /s\d+/.exec(/go s\d+/.exec(told)?.[0] ?? told)?.[0] ?? 'none'
  const done = Math.max(0, ...[...told.matchAll(/step-(\d+)/g)].map(([, step]) => Number(step)))
  const delayMs = 10
  if (bytes > mostBytes) return { status: 400, code: 'context_length_exceeded', delayMs }
  if (!body.tools) return { text: `Done up to step-${done}.`, delayMs: 50 }
  if (done >= steps) return { text: 'all done', delayMs }
  const step = `${tag}-step-${done + 1}`
  const command = `echo ${step} >> side.txt; seq 1 2500`
  return { calls: [['shell', { command }] as const], delayMs }
}
