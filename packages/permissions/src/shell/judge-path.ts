import type { Decision, PermissionRule, Permissions, PolicyQuestion } from '@harness/kernel'
import { isSecret } from './is-secret.ts'
import { isProtected } from '../is-protected.ts'
import { matchGlob } from '../match-glob.ts'
import { matchRule } from '../match-rule.ts'
import { matchTool } from '../match-tool.ts'
import { decideByMode } from '../modes.ts'
import { named, type Decided } from '../decided.ts'
import type { Place } from './place.ts'

/** The tools whose rules speak of the files that commands read and write. */
const tools = {
  read: ['read_file', 'read'],
  edit: ['write_file', 'edit', 'multi_edit', 'apply_patch', 'write'],
} as const

export type PathAccess = keyof typeof tools

/** Whether a rule that forbids or asks speaks of a file, whichever way it is reached. */
export function touchesPath(rule: PermissionRule, access: PathAccess, place: Place): boolean {
  const { pattern, tool } = rule
  if (rule.access !== undefined && rule.access !== access) return false
  if (pattern === undefined) return rule.access === access && tool === '*'
  if (!tools[access].some((name) => matchTool(tool, name))) return false
  return place.spellings.some((path) =>
    // A folder is what lies in it.
    [path, `${path}/`].some((text) => matchGlob(pattern, text, { slashes: 'separate' })),
  )
}

/**
 * What rules and the mode say of a file that a command reads, names or writes: the same as of a tool that does. Its name is
 * no secret, whatever is in it.
 */
export function judgePath(
  use: PathAccess | 'name',
  place: Place,
  { mode, rules }: Permissions,
): Decided {
  const { target, outside } = place
  const access = use === 'name' ? 'read' : use
  const prepared = { effect: 'other', access, target, outside } as const
  const touching = (decision: Decision): PermissionRule | undefined =>
    rules.find((rule) => rule.decision === decision && touchesPath(rule, access, place))
  const deny = touching('deny')
  if (deny) return { verdict: { ...named(deny), reason: `It reaches ${target}.` }, by: deny }
  if (mode === 'bypassPermissions') return { verdict: { decision: 'allow', rule: `mode ${mode}` } }
  const secret = use === 'read' && isSecret(target)
  const byMode = decideByMode(mode, secret ? { ...prepared, outside: true } : prepared)
  if (place.reached.some((one) => isProtected({ ...prepared, target: one }))) {
    const decision = byMode === 'deny' ? 'deny' : 'ask'
    const reason = `It writes ${target}, which decides what is allowed and run later.`
    return { verdict: { decision, rule: 'protected path', reason } }
  }
  const question: PolicyQuestion = { tool: tools[access][0], prepared }
  const allow = (rule: PermissionRule) => rule.decision === 'allow' && matchRule(rule, question)
  const by = touching('ask') ?? rules.find(allow)
  const what = whatOf(access, place, secret)
  if (by) return { verdict: { ...named(by), reason: what }, by }
  return { verdict: { decision: byMode, rule: `mode ${mode}: ${access}`, reason: what } }
}

function whatOf(access: PathAccess, { target, outside }: Place, secret: boolean): string {
  if (access === 'edit') return `It writes ${target}${outside ? ', outside the workspace' : ''}.`
  if (secret) return `It reads ${target}, which holds secrets by its name.`
  return `It reads ${target}${outside ? ', outside the workspace' : ''}.`
}
