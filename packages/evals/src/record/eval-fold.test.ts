import { Json, type Event } from '@harness/kernel'
import { describe, expect, it } from 'vitest'
import { EvalsError } from '../evals-error.ts'
import type { EvalBody } from './eval-event.ts'
import { EvalFold } from './eval-fold.ts'

const hash = `sha256:${'0'.repeat(64)}`
const one = { case: 'add', repeat: 1, try: 1 }

const begun: EvalBody = {
  type: 'x.eval.begun',
  data: {
    version: 1,
    suite: { name: 'smoke', file: hash, source: null, folder: '/suites' },
    subject: { name: 'harness', facts: {} },
    harness: '1.0.0',
    plan: [{ case: 'add', repeats: 1, hash }],
  },
}
const started: EvalBody = {
  type: 'x.eval.attempt-started',
  data: { ...one, folder: 'attempts/add/1' },
}
const driven: EvalBody = { type: 'x.eval.driven', data: { pid: 1, concurrency: 4 } }
const broken: EvalBody = {
  type: 'x.eval.attempt-broken',
  data: { ...one, stage: 'subject', code: 'retryable', message: 'no answer', cost: 0 },
}
const prepared: EvalBody = {
  type: 'x.eval.attempt-prepared',
  data: { ...one, setup: [], files: hash, ms: 3 },
}

const folded = (...bodies: readonly (EvalBody & { at?: number })[]) => {
  const fold = new EvalFold()
  for (const [index, { at = index, type, data }] of bodies.entries()) {
    const event: Event = { seq: index + 1, at, v: 1, cause: null, type, data: Json.parse(data) }
    fold.add(event)
  }
  return fold
}

describe('the fold of a run', () => {
  it('leaves an attempt open until it is scored or broken', () => {
    const { state } = folded(begun, driven, started, prepared)
    expect(state.attempts).toMatchObject([{ ...one, scored: null, broken: null, rounds: [] }])
    expect(state.attempts[0]?.prepared?.ms).toBe(3)
  })
  it('takes another try only after infrastructure broke the one before', () => {
    const again: EvalBody = { ...started, data: { ...started.data, try: 2 } }
    const fold = folded(begun, driven, started, broken, again)
    expect(fold.newest('add', 1)?.try).toBe(2)
    expect(() => folded(begun, driven, started, again)).toThrow(EvalsError)
  })
  it('refuses what is said of an attempt that is over', () => {
    expect(() => folded(begun, driven, started, broken, prepared)).toThrow('which is not open')
  })
  it('counts the time in which a process drove it, and none between two of them', () => {
    const { state } = folded(
      { ...begun, at: 100 },
      { ...driven, at: 100 },
      { ...started, at: 110 },
      { ...driven, at: 10_000 },
      { ...prepared, at: 10_007 },
    )
    expect(state.wallMs).toBe(17)
    expect(state.attempts[0]?.wallMs).toBe(7)
  })
  it('refuses an event of another version, by its number', () => {
    const other = JSON.parse(JSON.stringify(begun).replace('"version":1', '"version":2'))
    expect(() => folded(other)).toThrow('Event 1 (x.eval.begun)')
  })
})
