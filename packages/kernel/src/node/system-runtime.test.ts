import { getEventListeners } from 'node:events'
import { expect, test, vi } from 'vitest'
import { systemRuntime } from './system-runtime.ts'

const { now, monotonic, random, sleep } = systemRuntime

test('tells the time, counts it, and draws from 0…1', () => {
  expect(Math.abs(now() - Date.now())).toBeLessThan(1000)
  const before = monotonic()
  expect(monotonic()).toBeGreaterThanOrEqual(before)
  const drawn = random()
  expect(drawn).toBeGreaterThanOrEqual(0)
  expect(drawn).toBeLessThan(1)
})

test('sleeps for as long as it was told, and leaves no listener behind', async () => {
  const { signal } = new AbortController()
  const before = monotonic()
  await sleep(20, signal)
  expect(monotonic() - before).toBeGreaterThan(18)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('rejects with the reason of the signal, whether it fires before or during the sleep', async () => {
  await expect(sleep(60_000, AbortSignal.abort('before'))).rejects.toBe('before')
  const controller = new AbortController()
  const sleeping = sleep(60_000, controller.signal)
  controller.abort('during')
  await expect(sleeping).rejects.toBe('during')
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

test('a sleep longer than a timer can hold does not end at once', async () => {
  vi.useFakeTimers()
  try {
    let over = false
    const sleeping = sleep(2 ** 31 + 1000, new AbortController().signal).then(() => (over = true))
    await vi.advanceTimersByTimeAsync(2 ** 31 - 1)
    expect(over).toBe(false)
    await vi.advanceTimersByTimeAsync(1001)
    await sleeping
    expect(over).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
