import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import type { Env } from './ground.ts'

/** Where a program is, without starting it; `not executable` where only a file of its name is. */
export async function findProgram(
  program: string,
  { env, folder }: { env: Env; folder: string },
): Promise<{ path: string } | 'missing' | 'not executable'> {
  const paths = program.includes('/')
    ? [resolve(folder, program)]
    : (env['PATH'] ?? '').split(delimiter).map((each) => join(each, program))
  let isThere = false
  for (const path of paths) {
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    )
    if (!isFile) continue
    isThere = true
    const isProgram = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isProgram) return { path }
  }
  return isThere ? 'not executable' : 'missing'
}
