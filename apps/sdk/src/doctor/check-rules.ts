import type { PermissionRule } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { knownTools } from './known-tools.ts'
import type { RuleFault } from './rule-fault.ts'

/** Rules and lists of tools that speak of nothing there is. */
export async function checkRules(ground: Ground): Promise<Check[]> {
  const { prepared } = ground
  if (prepared instanceof SdkError) return []
  const { rules, config } = prepared.settings
  const globs = (['enabled', 'disabled'] as const).flatMap((key) =>
    (config.tools?.[key] ?? []).map((glob) => ({ glob, where: `tools.${key}: ${glob}` })),
  )
  if (rules.length === 0 && globs.length === 0) return []
  const { globFault, ruleFault } = await import('./rule-fault.ts')
  const known = await knownTools(ground)
  return [
    ...rules.flatMap((rule) => row('permissions', spoken(rule), ruleFault(rule, rules, known))),
    ...globs.flatMap(({ glob, where }) => row('tools', where, globFault(glob, known))),
  ]
}

const spoken = ({ decision, tool, pattern, source }: PermissionRule) =>
  `${source}: ${decision} ${tool}${pattern === undefined ? '' : `(${pattern})`}`

const row = (name: string, what: string, fault: RuleFault | undefined): Check[] =>
  fault
    ? [
        {
          name,
          status: fault.mayBeMeant ? 'info' : 'warn',
          found: `${what} ${fault.why}`,
          fix: fault.fix,
        },
      ]
    : []
