import type { Draft } from '../events/event.ts'
import type { IntentEvent } from '../events/intent.ts'
import type { Facts } from '../log/session.ts'
import { unfinished } from '../log/unfinished.ts'
import { perform } from '../perform/perform.ts'
import type { Performance } from '../perform/performance.ts'

/**
 * Performs an effect; once its signal has fired it has `graceMs` to let go. One that does not is left behind, and what
 * becomes of it is not known.
 */
export async function withinGrace(
  intent: IntentEvent,
  performance: Performance,
  graceMs: number,
): Promise<Facts> {
  const { host, signal } = performance
  const over = new AbortController()
  const cancelled = [unfinished(intent, 'cancelled')]
  const performed = perform(intent, performance).catch((error: unknown): readonly Draft[] => {
    if (signal.aborted) return cancelled
    throw error
  })
  const abandoned = afterAbort(signal, over.signal).then(() =>
    host.runtime.sleep(graceMs, over.signal).then(() => cancelled),
  )
  abandoned.catch(() => undefined)
  try {
    return await Promise.race([performed, abandoned])
  } finally {
    over.abort('over')
  }
}

/** Resolves when the first signal fires, rejects when the second does before. */
const afterAbort = (signal: AbortSignal, over: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    over.addEventListener('abort', () => reject(over.reason), { once: true })
  })
