import { expect, it } from 'vitest'
import { targetOf } from './target.ts'

it('reads which session is meant', () => {
  expect(targetOf({})).toEqual({ kind: 'new' })
  expect(targetOf({ continue: true })).toEqual({ kind: 'newest' })
  expect(targetOf({ resume: 'a' })).toEqual({ kind: 'resume', id: 'a' })
  expect(targetOf({ fork: 'a' })).toEqual({ kind: 'fork', id: 'a' })
  expect(targetOf({ fork: 'a@12' })).toEqual({ kind: 'fork', id: 'a', at: 12 })
})

it.each([{ fork: 'a@0' }, { fork: 'a@x' }, { fork: 'a@1@2' }, { fork: 'a', resume: 'b' }])(
  'refuses %j',
  (options) => {
    expect(() => targetOf(options)).toThrow(expect.objectContaining({ code: 'invalid_option' }))
  },
)
