import type { Permissions } from '@harness/kernel'
import type { Explanation } from '@harness/permissions'
import type { Options } from '../options.ts'

/** What a run would be begun with. */
export interface PermissionsOptions extends Pick<
  Options,
  | 'cwd'
  | 'home'
  | 'env'
  | 'config'
  | 'configOverrides'
  | 'settingSources'
  | 'inheritUserConfig'
  | 'permissionMode'
  | 'allowWrite'
  | 'allowedTools'
  | 'disallowedTools'
  | 'sandbox'
  | 'onNotice'
> {
  /** Whether somebody could be asked. Default: true. */
  person?: boolean
}

/** What calls are decided by, and where it is said. */
export interface PermissionsView extends Permissions {
  /** Where the mode is said: a file and its line, an option, `default`. */
  modeSource: string
}

/** A call to be decided: a tool, and the path, command or address it is about. */
export interface PermissionQuestion {
  tool: string
  target?: string
}

/** What a run in this folder would decide by. Rejects with `invalid_config` as a run does. */
export async function readPermissions(options: PermissionsOptions = {}): Promise<PermissionsView> {
  const { viewPermissions } = await import('../settings-engine.ts')
  return viewPermissions(options)
}

/**
 * Why a run in this folder would allow, ask about or deny a call, with every rule that speaks of it. Nothing is done.
 * Rejects with `invalid_option` for a tool whose calls are not known, or a target that is none.
 */
export async function explainPermission(
  question: PermissionQuestion,
  options: PermissionsOptions = {},
): Promise<Explanation> {
  const { explain } = await import('../settings-engine.ts')
  return explain(question, options)
}
