import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { shellWords } from './shell-word.ts'

/** Files that stand for a moment, where nobody was killed: probes, locks, and what is renamed when it is whole. */
const momentary = /^\.probe-|\.lock$|\.new$|\.[0-9a-f]{8}-[0-9a-f-]{27}$/u
/** Milliseconds: no process that is alive needs one for longer. */
const longest = 10 * 60_000

/** What processes that were killed left in the home. */
export async function checkLeftovers({ home }: Pick<Ground, 'home'>): Promise<Check[]> {
  const names = (await readdir(home).catch(() => [])).filter((one) => momentary.test(one))
  const old = await Promise.all(
    names.map(async (one) => {
      const found = await stat(join(home, one)).catch(() => undefined)
      return found?.isFile() && Date.now() - found.mtimeMs > longest ? [join(home, one)] : []
    }),
  )
  const left = old.flat()
  if (left.length === 0) return []
  const found = `processes that were killed left ${left.join(', ')}`
  return [
    { name: 'leftovers', status: 'info', found, fix: `they harm nothing: rm ${shellWords(left)}` },
  ]
}
