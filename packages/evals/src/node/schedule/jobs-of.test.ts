import { expect, test } from 'vitest'
import type { AttemptState } from '../../record/eval-fold.ts'
import { SuiteFile } from '../../suite/suite-file.ts'
import { suiteOf } from '../../suite/suite.ts'
import { jobsOf } from './jobs-of.ts'

const suite = suiteOf(
  SuiteFile.parse({
    name: 'test',
    cases: [
      { id: 'a', task: 'a', repeats: 2 },
      { id: 'b', task: 'b' },
      { id: 'c', task: 'c', repeats: 3 },
    ],
  }),
)

const attempt = (id: string, repeat: number, more: Partial<AttemptState> = {}): AttemptState => ({
  ...{ case: id, repeat, try: 1, folder: '', seq: 1, at: 0, lastAt: 0, wallMs: 0, lostCost: 0 },
  ...{ prepared: null, rounds: [], observed: null, grade: null, scored: null, broken: null },
  ...more,
})

const named = (attempts: AttemptState[]) =>
  jobsOf(suite, { attempts }).map(({ case: { id }, repeat }) => `${id}${repeat}`)

test('the first repeat of each case comes before any second one', () => {
  expect(named([])).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'c3'])
})

test('what is open is first, in its order; what broke comes again; what is scored does not', () => {
  const broken = { stage: 'setup' as const, code: 'x', message: 'x' }
  const facts = {
    ...{ turns: 0, rounds: 0, calls: 0, failedCalls: 0, cost: 0, gradeCost: 0 },
    usage: { inputTokens: 0, outputTokens: 0 },
    time: { wall: 0, setup: 0, subject: 0, models: 0, tools: 0, people: 0, verification: 0 },
  }
  const verdict = {
    status: 'failed' as const,
    assisted: false,
    failure: null,
    recovered: false,
    reason: '',
    checks: [],
  }
  const attempts = [
    attempt('a', 1, { seq: 3, scored: { verdict, facts } }),
    attempt('b', 1, { seq: 4, broken }),
    attempt('c', 2, { seq: 5 }),
    attempt('c', 1, { seq: 9 }),
  ]
  expect(named(attempts)).toEqual(['c2', 'c1', 'b1', 'a2', 'c3'])
})
