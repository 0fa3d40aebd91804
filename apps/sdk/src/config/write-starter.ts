import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SdkError } from '../sdk-error.ts'
import { homeOf } from '../session/home-of.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { setTrust } from '../trust/set-trust.ts'
import type { Initialised, InitOptions } from './init-config.ts'
import { starterConfig } from './starter-config.ts'

export async function writeStarter(options: InitOptions): Promise<Initialised> {
  const { scope = 'project' } = options
  if (scope === 'user') {
    const home = homeOf(options)
    await mkdir(home, { recursive: true, mode: 0o700 })
    return { path: await writeNew(join(home, 'config.jsonc')), trusted: false }
  }
  const folder = join(await openWorkspace(options.cwd), '.harness')
  const isOurs = !existsSync(folder)
  await mkdir(folder, { recursive: true })
  const path = await writeNew(join(folder, 'config.jsonc'))
  // What is one person's own is nobody else's.
  await writeFile(join(folder, '.gitignore'), 'config.local.jsonc\n', { flag: 'wx' }).catch(isThere)
  if (isOurs) await setTrust(options)
  return { path, trusted: isOurs }
}

async function writeNew(path: string): Promise<string> {
  try {
    await writeFile(path, starterConfig, { flag: 'wx' })
    return path
  } catch (cause) {
    if (!isExisting(cause)) throw cause
    throw new SdkError(
      'invalid_option',
      `${path} is there already, and is not written over. harness config shows what it comes to.`,
      { cause },
    )
  }
}

function isThere(error: unknown): void {
  if (!isExisting(error)) throw error
}

const isExisting = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'
