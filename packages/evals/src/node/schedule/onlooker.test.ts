import { virtualRuntime } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import { attemptState, passedState } from '../__fixtures__/attempt-states.ts'
import type { EvalProgress } from '../eval-progress.ts'
import { Onlooker, Watched } from './onlooker.ts'

const concurrency = { now: 2, most: 4 }

function onlookerOf(planned: number) {
  const runtime = virtualRuntime()
  const told: EvalProgress[] = []
  const onProgress = (progress: EvalProgress) => void told.push(progress)
  const pass = async (ms: number) => {
    const slept = runtime.sleep(ms, new AbortController().signal)
    runtime.advance()
    await slept
  }
  return { runtime, told, pass, onlooker: new Onlooker(planned, { runtime, onProgress }) }
}

test('it tells at most four times a second, and at once when it is asked to', async () => {
  const { told, pass, onlooker } = onlookerOf(1)
  for (let look = 0; look < 100; look++) {
    onlooker.look(concurrency)
    await pass(10)
  }
  expect(told).toHaveLength(4)
  onlooker.look(concurrency, { now: true })
  expect(told).toHaveLength(5)
})

test('what is over is counted, and what is under way with what it spent so far', async () => {
  const { told, pass, runtime, onlooker } = onlookerOf(10)
  onlooker.look(concurrency)
  onlooker.add(passedState(0.5))
  await pass(4000)
  onlooker.add(passedState(0.25), 4000)
  const broken = { stage: 'setup' as const, code: 'x', message: 'x' }
  onlooker.add(attemptState({ broken }), 2000)
  const watched = new Watched(
    attemptState({ case: 'b', repeat: 2 }),
    runtime.monotonic(),
    () => undefined,
  )
  onlooker.running.add(watched)
  watched.at('verifying', 1)
  watched.heard({ kind: 'spent', tokens: 7, cost: 0.125 })
  watched.heard({ kind: 'spent', tokens: 1, cost: null })
  await pass(500)
  onlooker.look(concurrency)
  expect(told[0]).toMatchObject({ over: 0, leftMs: null, cost: 0, elapsedMs: 0 })
  expect(told[1]).toEqual({
    attempts: 10,
    over: 3,
    passed: 2,
    failed: 0,
    infrastructure: 1,
    running: [{ case: 'b', repeat: 2, stage: 'verifying', round: 1, turns: 2, ms: 500 }],
    tokens: 12,
    cost: 0.875,
    concurrency,
    elapsedMs: 4500,
    leftMs: 10_500,
  })
})

test('a sum with an unknown price is unknown', () => {
  const { told, onlooker } = onlookerOf(2)
  onlooker.add(passedState(null))
  onlooker.add(passedState(1))
  onlooker.look(concurrency)
  expect(told[0]?.cost).toBeNull()
})
