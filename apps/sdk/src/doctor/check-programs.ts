import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { checkSandbox } from './check-sandbox.ts'
import type { Check } from './check.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Programs that the harness uses where they are. */
export async function checkPrograms(env: Env): Promise<Check[]> {
  const [git, sandbox] = await Promise.all([find('git', env), checkSandbox()])
  return [
    git === undefined
      ? {
          name: 'git',
          status: 'warn',
          found: 'not found',
          fix: 'install git: without it changes are hard to look at and take back',
        }
      : { name: 'git', status: 'ok', found: git },
    sandbox,
  ]
}

/** Where a program is, without starting it. */
async function find(program: string, env: Env): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, program)
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return undefined
}
