import { expect, it } from 'vitest'
import { faultsOf, tellLongSession, type LongSession } from './__fixtures__/long-session.ts'

const seeds = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 10 : 200
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

it.each([
  ['twenty inputs', { inputs: 20 }],
  ['one input', { inputs: 1 }],
  ['no summaries', { inputs: 5, summarises: false }],
  ['a window of 32k', { inputs: 20, contextWindow: 32_768 }],
] satisfies [string, Partial<LongSession> & { inputs: number }][])(
  'sessions of 200 turns stay within their window: %s',
  { timeout: 3_600_000 },
  async (name, options) => {
    const figures = { requests: 0, sent: 0, shared: 0, compactions: 0, summaries: 0, most: 0 }
    for (let seed = 1; seed <= seeds; seed++) {
      const told = await tellLongSession({
        seed,
        turns: 200,
        contextWindow: 16_384,
        ...options,
      })
      expect(faultsOf(told), `seed ${seed}`).toEqual([])
      figures.requests += told.sent.length
      figures.sent += sum(told.sent)
      figures.shared += sum(told.shared)
      figures.compactions += told.compactions.length
      figures.summaries += told.compactions.filter(({ summary }) => summary).length
      figures.most = Math.max(figures.most, ...told.sent)
    }
    const { requests, sent, shared, compactions, summaries, most } = figures
    process.stdout.write(
      `${name}: seeds 1 to ${seeds}, ${requests} requests, at most ${most} tokens; ` +
        `${compactions} compactions, as many changed beginnings, ${summaries} of them summaries; ` +
        `${((100 * shared) / sent).toFixed(1)} % of what was sent stood there before\n`,
    )
  },
)
