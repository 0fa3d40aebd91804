import type {
  Decision,
  PermissionRule,
  Permissions,
  Policy,
  PolicyQuestion,
  Verdict,
} from '@harness/kernel'
import { isProtected } from './is-protected.ts'
import { matchRule } from './match-rule.ts'
import { decideByMode } from './modes.ts'

/**
 * Rules before modes: deny before ask before allow, whatever their order. A deny rule wins in every mode; protected
 * paths are asked about whatever allows them, except in `bypassPermissions`. Without a person, what would be asked is
 * denied, with what would allow it.
 */
export const rulePolicy = (): Policy => ({
  decide(question, permissions) {
    const verdict = decide(question, permissions)
    if (verdict.decision !== 'ask' || permissions.person) return verdict
    return { decision: 'deny', rule: verdict.rule, reason: howToAllow(question) }
  },
})

function decide(question: PolicyQuestion, { mode, rules }: Permissions): Verdict {
  const by = (decision: Decision): PermissionRule | undefined =>
    rules.find((rule) => rule.decision === decision && matchRule(rule, question))
  const deny = by('deny')
  if (deny) return named(deny)
  if (mode === 'bypassPermissions') return { decision: 'allow', rule: `mode ${mode}` }
  const decision = decideByMode(mode, question.prepared)
  if (isProtected(question.prepared)) {
    return { decision: decision === 'deny' ? 'deny' : 'ask', rule: 'protected path' }
  }
  const rule = by('ask') ?? by('allow')
  if (rule) return named(rule)
  return { decision, rule: `mode ${mode}: ${question.prepared.access}`, ...why(decision, question) }
}

const named = (rule: PermissionRule): Verdict => {
  const pattern = rule.pattern === undefined ? '' : `(${rule.pattern})`
  return {
    decision: rule.decision,
    rule: `${rule.source}: ${rule.decision} ${rule.tool}${pattern}`,
  }
}

const why = (decision: Decision, question: PolicyQuestion) =>
  decision === 'deny' ? { reason: howToAllow(question) } : {}

const howToAllow = ({ tool, prepared }: PolicyQuestion): string => {
  if (isProtected(prepared)) {
    return 'A protected path: a person must allow it in an interactive run, or by --permission-mode bypassPermissions.'
  }
  const target = prepared.target === undefined ? '' : `(${prepared.target})`
  return `Nobody was asked. A person can allow it with --allowed-tools '${tool}${target}' or --permission-mode trust.`
}
