import type {
  Decision,
  PermissionRule,
  Permissions,
  Policy,
  PolicyQuestion,
  Prepared,
  Verdict,
} from '@harness/kernel'
import { howToAllow } from './how-to-allow.ts'
import { isProtected } from './is-protected.ts'
import { matchRule } from './match-rule.ts'
import { decideByMode } from './modes.ts'

/**
 * Rules before modes: deny before ask before allow, whatever their order. A deny rule wins in every mode; protected
 * paths are asked about whatever allows them, except in `bypassPermissions`. Without a person, what would be asked is
 * denied, with what would allow it.
 */
export const rulePolicy = (): Policy => ({
  decide: (question, permissions) =>
    strictest(eachTarget(question).map((one) => decideOne(one, permissions))),
})

/** A call that touches several things is a question for each. */
function eachTarget({ tool, prepared }: PolicyQuestion): PolicyQuestion[] {
  const { targets = [], ...rest } = prepared
  if (targets.length === 0) return [{ tool, prepared }]
  return targets.map((target) => ({ tool, prepared: { ...rest, target } }))
}

const strictest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.find(({ decision }) => decision === 'deny') ??
  verdicts.find(({ decision }) => decision === 'ask') ??
  verdicts[0] ?? { decision: 'deny', rule: 'nothing to decide' }

function decideOne(question: PolicyQuestion, permissions: Permissions): Verdict {
  const { verdict, by } = decide(question, permissions)
  if (verdict.decision !== 'ask' || permissions.person) return verdict
  const advice = by
    ? `Nobody was asked, as a rule demands (${verdict.rule}): take the rule away, or let a person answer.`
    : `Nobody was asked. ${howToAllow(question)}`
  return { decision: 'deny', rule: verdict.rule, reason: sentences(verdict.reason, advice) }
}

/** A verdict, and the rule it comes from where it does not come from the mode. */
interface Decided {
  verdict: Verdict
  by?: PermissionRule
}

function decide(question: PolicyQuestion, { mode, rules }: Permissions): Decided {
  const { prepared } = question
  const by = (decision: Decision): PermissionRule | undefined =>
    rules.find((rule) => rule.decision === decision && matchRule(rule, question))
  const deny = by('deny')
  if (deny) return { verdict: named(deny), by: deny }
  if (mode === 'bypassPermissions') {
    return { verdict: { decision: 'allow', rule: `mode ${mode}` } }
  }
  const decision = decideByMode(mode, prepared)
  const rule = isProtected(prepared) ? undefined : (by('ask') ?? by('allow'))
  if (rule) return { verdict: { ...named(rule), ...why(rule.decision, prepared) }, by: rule }
  if (decision === 'deny') return { verdict: deniedByMode(mode, question) }
  if (isProtected(prepared)) {
    return { verdict: { decision: 'ask', rule: 'protected path', ...why('ask', prepared) } }
  }
  const name = `mode ${mode}: ${prepared.access}`
  return { verdict: { decision, rule: name, ...why(decision, prepared) } }
}

const named = (rule: PermissionRule): Verdict => {
  const pattern = rule.pattern === undefined ? '' : `(${rule.pattern})`
  return {
    decision: rule.decision,
    rule: `${rule.source}: ${rule.decision} ${rule.tool}${pattern}`,
  }
}

const deniedByMode = (mode: string, question: PolicyQuestion): Verdict => {
  const { prepared } = question
  const rule = isProtected(prepared) ? 'protected path' : `mode ${mode}: ${prepared.access}`
  const advice = `The permission mode ${mode} denies it. ${howToAllow(question)}`
  return { decision: 'deny', rule, reason: sentences(why('ask', prepared).reason, advice) }
}

/** What a person should know of a call beside its preview. */
function why(decision: Decision, prepared: Prepared): { reason?: string } {
  if (decision !== 'ask') return {}
  if (isProtected(prepared)) {
    return { reason: 'A protected path: it decides what is allowed and run later.' }
  }
  return prepared.outside ? { reason: 'It reaches outside the workspace.' } : {}
}

const sentences = (...texts: (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined).join(' ')
