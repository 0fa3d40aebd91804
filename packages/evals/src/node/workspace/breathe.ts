import { setImmediate } from 'node:timers/promises'

/** How many small steps are done at once: the way through the thread pool costs each ten times what it is. */
const atOnce = 256

/** Lets others in once in a while: await it after each small step that asks the disk at once. */
export function breather(): () => Promise<void> | undefined {
  let steps = 0
  return () => (++steps % atOnce === 0 ? setImmediate() : undefined)
}
