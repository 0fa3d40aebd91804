import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { KernelError } from '@harness/kernel'
import { openStore } from '../session/open-store.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { isAlive } from './is-alive.ts'

const name = 'sessions'

/** Whether every session can be read whole, and which are being run. */
export async function checkSessions({ home }: Pick<Ground, 'home'>): Promise<Check[]> {
  try {
    const sessions = await (await openStore({ home })).list()
    const damaged = sessions.filter((session) => session.damaged).map(({ id }) => id)
    const held = await heldIn(home)
    const fix = `look on with: harness sessions follow ${held[0]}`
    const running: Check[] =
      held.length > 0
        ? [{ name, status: 'info', found: `running now: ${held.join(', ')}`, fix }]
        : []
    if (damaged.length === 0)
      return [{ name, status: 'ok', found: `${sessions.length}, all whole` }, ...running]
    return [
      {
        name,
        status: 'warn',
        found: `${damaged.length} of ${sessions.length} damaged: ${damaged.join(', ')}`,
        fix: 'look at what stands before the damage: harness sessions show ID; fork it from there: harness --fork ID@SEQ',
      },
      ...running,
    ]
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return [{ name, status: 'warn', found: error.message, fix: 'see "home"' }]
  }
}

/** Sessions that a live process says it runs. The lock itself, which decides, is left alone. */
async function heldIn(home: string): Promise<string[]> {
  const folder = join(home, 'locks')
  const end = '.holder.json'
  const names = (await readdir(folder).catch(() => [])).filter((one) => one.endsWith(end))
  const held = names.map(async (one) =>
    (await isAlive(join(folder, one))) ? [one.slice(0, -end.length)] : [],
  )
  return (await Promise.all(held)).flat()
}
