import type { Runtime } from '../index.ts'
import { randomFrom } from './random-from.ts'

/** Time that passes only when told to. */
export interface VirtualRuntime extends Runtime {
  /** Goes to the next moment somebody sleeps until; false when nobody sleeps. */
  advance(): boolean
}

/** A runtime whose clock and chance come from a seed. */
export function virtualRuntime(seed = 1): VirtualRuntime {
  const random = randomFrom(seed)
  const sleepers = new Set<{ until: number; wake: () => void }>()
  let now = 1_700_000_000_000
  return {
    now: () => now,
    monotonic: () => now,
    random,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        const abort = () => end(() => reject(signal.reason))
        const sleeper = { until: now + ms, wake: () => end(resolve) }
        const end = (how: () => void) => {
          sleepers.delete(sleeper)
          signal.removeEventListener('abort', abort)
          how()
        }
        sleepers.add(sleeper)
        signal.addEventListener('abort', abort, { once: true })
      }),
    advance: () => {
      const first = [...sleepers].toSorted((a, b) => a.until - b.until)[0]
      if (!first) return false
      now = Math.max(now, first.until)
      first.wake()
      return true
    },
  }
}
