import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import { findProgram } from './find-program.ts'
import type { Ground } from './ground.ts'

/** The program of `search`, `glob` and `list`, which comes with the package. No row where it is there. */
export async function checkRipgrep({ env, folder }: Ground): Promise<Check[]> {
  const { findRipgrep } = await import('@harness/tools')
  const there = folder instanceof SdkError ? '/' : folder
  return ripgrepRows(await findRipgrep(), { env, folder: there })
}

export async function ripgrepRows(
  path: string | undefined,
  place: { env: Ground['env']; folder: string },
): Promise<Check[]> {
  const found = path === undefined ? 'missing' : await findProgram(path, place)
  if (typeof found !== 'string') return []
  const why = path === undefined ? 'is not there' : `${path} is ${found}`
  return [
    {
      name: 'ripgrep',
      status: 'warn',
      found: `the ripgrep of @vscode/ripgrep ${why}: searching files fails`,
      fix: 'install this again with its optional packages: npm install --include=optional',
    },
  ]
}
