import { sandboxHere } from '../sandbox/sandbox-here.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'permissions'

/** A configured mode that does other than one may think. */
export async function checkModes({ prepared }: Ground): Promise<Check[]> {
  if (prepared instanceof SdkError) return []
  const { permissions, sandbox } = prepared.settings.config
  const mode = permissions?.mode
  if (mode === 'bypassPermissions') {
    const found =
      'permissions.mode is bypassPermissions: every run does everything, and nobody is asked'
    const fix = 'take it out, and say --permission-mode bypassPermissions where it is meant'
    return [{ name, status: 'warn', found, fix }]
  }
  if (mode === 'deny' || mode === 'plan') {
    const found = `permissions.mode is ${mode}: no run here changes anything`
    return [{ name, status: 'info', found, fix: 'take it out, or say --permission-mode ask' }]
  }
  if (mode !== 'auto') return []
  if (sandbox?.enabled !== false && (await sandboxHere()).kind !== 'none') return []
  const found = 'permissions.mode is auto, and there is no sandbox: commands are denied'
  return [{ name, status: 'warn', found, fix: 'see "sandbox", or choose the mode acceptEdits' }]
}
