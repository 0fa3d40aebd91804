import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import { findProgram } from './find-program.ts'
import type { Ground } from './ground.ts'
import { shellWord } from './shell-word.ts'

const name = 'git'
const patienceMs = 3_000

/** Whether changes can be looked at and taken back. Nothing of the repository is run. */
export async function checkGit({ env, folder }: Pick<Ground, 'env' | 'folder'>): Promise<Check[]> {
  const there = typeof folder === 'string' ? folder : '/'
  const program = await findProgram('git', { env, folder: there })
  if (typeof program === 'string') {
    const found = program === 'missing' ? 'not found' : 'found, and not executable'
    const fix = 'install git: without it changes are hard to look at and take back'
    return [{ name, status: 'warn', found, fix }]
  }
  if (folder instanceof SdkError) return [{ name, status: 'ok', found: program.path }]
  const { runGit } = await import('@harness/context')
  const signal = AbortSignal.timeout(patienceMs)
  const { code, complaint } = await runGit(['rev-parse', '--is-inside-work-tree'], {
    cwd: folder,
    signal,
  })
  if (code === 0) return [{ name, status: 'ok', found: program.path }]
  if (code === 'too_old') {
    return [{ name, status: 'warn', found: complaint, fix: 'install git 2.31 or newer' }]
  }
  if (!existsSync(join(folder, '.git'))) {
    const found = `${program.path}; this folder is in no repository`
    return [{ name, status: 'info', found, fix: 'git init, to look at changes and take them back' }]
  }
  const said = complaint.trim().split('\n', 1)[0] || 'it did not answer'
  const fix = said.includes('dubious ownership')
    ? `git config --global --add safe.directory ${shellWord(folder)}, if you trust who owns it`
    : 'see what git status says there'
  return [{ name, status: 'warn', found: `git cannot use the repository here: ${said}`, fix }]
}
