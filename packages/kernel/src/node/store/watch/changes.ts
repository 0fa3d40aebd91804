import type { Disk } from '../disk/disk.ts'

/** How long a change may go unseen where the system tells of none. */
const pollMs = 1000

/** Waits for changes to a file or folder, by whatever process. The system's signs make it quick, polling makes it sure. */
export class Changes {
  readonly #wakers = new Set<() => void>()
  readonly #stop: () => void
  #signs = 0

  constructor(disk: Disk, path: string) {
    this.#stop = disk.watch(path, () => {
      this.#signs += 1
      for (const wake of this.#wakers) wake()
    })
  }

  /** Resolves once `check` answers true; asks at once and whenever it may have changed. Rejects with the signal's reason. */
  async until(check: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      const signs = this.#signs
      if (await check()) return
      if (signs === this.#signs) await this.#sign(signal)
    }
  }

  close(): void {
    this.#stop()
  }

  async #sign(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, pollMs)
    this.#wakers.add(resolve)
    const stop = () => resolve()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    await promise
    signal.removeEventListener('abort', stop)
    this.#wakers.delete(resolve)
    clearTimeout(timer)
  }
}
