import {
  closestName,
  type Decision,
  type PermissionRule,
  type Permissions,
  type Policy,
} from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

export type PermissionOptions = Pick<
  Options,
  'permissionMode' | 'allowWrite' | 'allowedTools' | 'disallowedTools' | 'onAsk' | 'canUseTool'
>

export interface LoadedPermissions {
  policy: Policy
  /** Those of the options with those of configurations. */
  permissions: Permissions
  /** Those of the options alone. */
  own: readonly PermissionRule[]
}

/** What does not stand in the options. */
export interface Configured {
  rules: readonly PermissionRule[]
  /** Whether commands run in a sandbox. */
  sandbox: boolean
}

/** The policy, and what it decides by. */
export async function loadPermissions(
  options: PermissionOptions,
  { rules: configured, sandbox }: Configured,
): Promise<LoadedPermissions> {
  const { rulePolicy } = await import('@harness/permissions')
  const { permissionMode: mode = 'ask', onAsk, canUseTool } = options
  await requireMode(mode)
  const own = [
    ...(await rulesOf(options.disallowedTools, 'deny', '--disallowed-tools')),
    ...(await rulesOf(options.allowedTools, 'allow', '--allowed-tools')),
    ...(options.allowWrite ? [writes] : []),
  ]
  const permissions = {
    mode,
    rules: [...configured, ...own],
    // A program may answer in their place.
    person: onAsk !== undefined || canUseTool !== undefined,
    ...(sandbox && { sandbox }),
  }
  return { policy: rulePolicy(), permissions, own }
}

/** What Claude Code calls them. */
const foreignModes: Readonly<Record<string, string>> = { default: 'ask', dontAsk: 'deny' }

/** @throws SdkError `invalid_option`, with the closest one, when there is no such mode. */
export async function requireMode(mode: string): Promise<void> {
  const { isMode, modes } = await import('@harness/permissions')
  if (isMode(mode)) return
  const closest = foreignModes[mode] ?? closestName(mode, modes)
  const hint = closest === undefined ? '' : ` Did you mean ${closest}?`
  throw new SdkError(
    'invalid_option',
    `There is no permission mode ${JSON.stringify(mode)}: there are ${modes.join(', ')}.${hint}`,
  )
}

const writes: PermissionRule = {
  decision: 'allow',
  tool: '*',
  access: 'edit',
  source: '--allow-write',
}

async function rulesOf(
  texts: readonly string[] = [],
  decision: Decision,
  source: string,
): Promise<PermissionRule[]> {
  const { parseRule, PermissionsError } = await import('@harness/permissions')
  try {
    return texts.map((text) => parseRule(text, decision, source))
  } catch (error) {
    if (!(error instanceof PermissionsError)) throw error
    throw new SdkError('invalid_option', error.message, { cause: error })
  }
}
