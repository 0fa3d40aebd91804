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
  'permissionMode' | 'allowedTools' | 'disallowedTools' | 'onAsk'
>

/** The policy, and what it decides by. */
export async function loadPermissions(
  options: PermissionOptions,
): Promise<{ policy: Policy; permissions: Permissions }> {
  const { isMode, modes, rulePolicy } = await import('@harness/permissions')
  const { permissionMode: mode = 'ask', onAsk } = options
  if (!isMode(mode)) {
    const closest = closestName(mode, modes)
    const hint = closest === undefined ? '' : ` Did you mean ${closest}?`
    throw new SdkError(
      'invalid_option',
      `There is no permission mode ${JSON.stringify(mode)}: there are ${modes.join(', ')}.${hint}`,
    )
  }
  const rules = [
    ...(await rulesOf(options.disallowedTools, 'deny', '--disallowed-tools')),
    ...(await rulesOf(options.allowedTools, 'allow', '--allowed-tools')),
  ]
  return { policy: rulePolicy(), permissions: { mode, rules, person: onAsk !== undefined } }
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
