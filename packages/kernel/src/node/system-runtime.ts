import type { Runtime } from '../ports/runtime.ts'

/** The longest wait that one timer of the platform can hold; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/** The clocks and the chance of this process. A sleep keeps the process alive; one that was aborted leaves nothing behind. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    signal.throwIfAborted()
    let left = ms
    do {
      await wait(Math.min(left, longestTimer), signal)
      left -= longestTimer
    } while (left > 0)
  },
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const end = (how: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      how()
    }
    const abort = () => end(() => reject(signal.reason))
    const timer = setTimeout(() => end(resolve), ms)
    signal.addEventListener('abort', abort)
  })
