/** Time and chance. The kernel has no other. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds that never run backwards, from an arbitrary start. */
  monotonic(): number
  /** Resolves after `ms`; rejects with the signal's reason when it fires first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** A number in 0…1. */
  random(): number
}
