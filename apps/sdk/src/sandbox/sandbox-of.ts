import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import type { SandboxSettings } from '@harness/permissions'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { sandboxHere } from './sandbox-here.ts'

/** The sandbox of a run. */
export interface RunSandbox {
  settings: SandboxSettings
  /** Whether it was tried: else the first command tries it, and runs without one where it does not work. */
  isCertain: boolean
}

type Wishes = Pick<Options, 'sandbox' | 'permissionMode' | 'onNotice' | 'env'>

/**
 * Commands run in a sandbox where there is one; not in `bypassPermissions`, unless somebody says so. Undefined where there is
 * none. One that was asked for and is not there is a notice; rejects where it is required.
 */
export async function sandboxOf(
  { sandbox, permissionMode = 'ask', onNotice, env }: Wishes,
  configured: SandboxSettings | undefined,
): Promise<RunSandbox | undefined> {
  const settings = { ...configured, ...sandbox }
  const { enabled } = settings
  if (!wantsSandbox(settings, permissionMode)) return undefined
  if (enabled === undefined) {
    if (!mayHaveOne(env)) return undefined
    // Only there does a decision depend on it: others do not pay for the trial before they run a command.
    if (permissionMode !== 'auto') return { settings, isCertain: false }
  }
  const found = await sandboxHere()
  if (found.kind !== 'none') return { settings, isCertain: true }
  const why = `There is no sandbox: ${found.why}. To get one, ${found.fix}.`
  if (enabled === 'required') throw new SdkError('invalid_option', why)
  onNotice?.(enabled === true ? `${why} Commands run without one.` : why)
  return undefined
}

/** Whether commands of a session in this mode are to run in one. */
export const wantsSandbox = ({ enabled }: SandboxSettings, mode?: string): boolean =>
  enabled === undefined ? mode !== 'bypassPermissions' : enabled !== false

/** Whether the program is there that would make it. */
function mayHaveOne(env: Options['env'] = {}): boolean {
  if (process.platform === 'darwin') return true
  if (process.platform !== 'linux') return false
  const path = { ...process.env, ...env }['PATH'] ?? ''
  const folders = ['/usr/bin', '/bin', '/usr/local/bin', ...path.split(':')]
  return folders.some((folder) => folder.startsWith('/') && isProgram(join(folder, 'bwrap')))
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
