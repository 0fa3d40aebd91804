import { setTimeout } from 'node:timers/promises'
import type { Runtime } from '../built/kernel.ts'

/** The time and chance of this process. */
export const runtime: Runtime = {
  now: Date.now,
  monotonic: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}
