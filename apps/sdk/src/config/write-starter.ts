import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SdkError } from '../sdk-error.ts'
import { homeOf } from '../session/home-of.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { isSameFolder } from '../trust/is-same-folder.ts'
import { setTrust } from '../trust/set-trust.ts'
import type { Initialised, InitOptions } from './init-config.ts'
import { starterConfig } from './starter-config.ts'

export async function writeStarter(options: InitOptions): Promise<Initialised> {
  const home = homeOf(options)
  const own = join(await openWorkspace(options.cwd), '.harness')
  const scope = isSameFolder(own, home) ? 'user' : (options.scope ?? 'project')
  const folder = scope === 'user' ? home : own
  const path = join(folder, 'config.jsonc')
  const isOurs = !existsSync(folder)
  try {
    await mkdir(folder, { recursive: true, ...(scope === 'user' && { mode: 0o700 }) })
    await writeFile(path, starterConfig, { flag: 'wx' })
    // What is one person's own is nobody else's.
    if (scope === 'project') await writeNew(join(folder, '.gitignore'), 'config.local.jsonc\n')
  } catch (error) {
    throw notWritten(path, error)
  }
  const trusted = scope === 'project' && isOurs
  if (trusted) await setTrust(options)
  return { path, scope, trusted }
}

async function writeNew(path: string, text: string): Promise<void> {
  if (!existsSync(path)) await writeFile(path, text)
}

function notWritten(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !('code' in cause)) return cause
  const message = existsSync(path)
    ? `${path} is there already, and is not written over. harness config shows what it comes to.`
    : `${path} cannot be written (${String(cause.code)}): look at what stands in its way.`
  return new SdkError('invalid_option', message, { cause })
}
