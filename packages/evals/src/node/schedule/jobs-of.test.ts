import { expect, test } from 'vitest'
import type { AttemptState } from '../../record/eval-fold.ts'
import { attemptState, passedState } from '../__fixtures__/attempt-states.ts'
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

const named = (attempts: AttemptState[]) =>
  jobsOf(suite, { attempts }).map(({ case: { id }, repeat }) => `${id}${repeat}`)

test('the first repeat of each case comes before any second one', () => {
  expect(named([])).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'c3'])
})

test('what is open is first, in its order; what broke comes again; what is scored does not', () => {
  const broken = { stage: 'setup' as const, code: 'x', message: 'x' }
  const attempts = [
    passedState(0, { seq: 3 }),
    attemptState({ case: 'b', seq: 4, broken }),
    attemptState({ case: 'c', repeat: 2, seq: 5 }),
    attemptState({ case: 'c', seq: 9 }),
  ]
  expect(named(attempts)).toEqual(['c2', 'c1', 'b1', 'a2', 'c3'])
})
