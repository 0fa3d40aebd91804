import { expect, it } from 'vitest'
import { diagnose } from './diagnosis.ts'
import { madeReport } from './__fixtures__/made-report.ts'

it('sorts the cases by what became of them, and an attempt shows it', () => {
  const a = madeReport({
    id: 'a',
    cases: { up: '+-', down: '++', other: '-', still: 't', good: '+', open: '!', gone: '-' },
  })
  const b = madeReport({
    id: 'b',
    cases: { up: '++', down: '+-', other: 't', still: 't', good: '+', open: '+' },
  })
  const found = diagnose(a, b)
  expect(found.fixed).toMatchObject([
    { id: 'up', a: { repeat: 2, status: 'failed', passed: 1, scored: 2 }, b: { status: 'passed' } },
  ])
  expect(found.regressed).toMatchObject([
    {
      id: 'down',
      a: { repeat: 1, status: 'passed' },
      b: { repeat: 2, reason: 'verification_failure of down' },
    },
  ])
  expect(found.failureChanged).toMatchObject([
    { id: 'other', a: { failure: 'verification_failure' }, b: { failure: 'timeout' } },
  ])
  expect(found.stillFailing.map(({ id }) => id)).toEqual(['still'])
})
