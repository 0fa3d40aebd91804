import type {
  Decision,
  PermissionRule,
  Permissions,
  Policy,
  PolicyQuestion,
  Prepared,
  Verdict,
} from '@harness/kernel'
import { named, strictest, type Decided } from './decided.ts'
import { byHand, howToAllow, howToAllowCommand } from './how-to-allow.ts'
import { isProtected } from './is-protected.ts'
import { matchRule } from './match-rule.ts'
import { decideByMode, decideSecret } from './modes.ts'
import { holdsSecrets } from './holds-secrets.ts'
import { judgeCommand } from './shell/judge-command.ts'
import { suggestRules } from './suggest-rules.ts'

/**
 * Rules before modes: deny before ask before allow, whatever their order. A deny rule wins in every mode; protected
 * paths are asked about whatever allows them, except in `bypassPermissions`. Commands are read, and each part of them is
 * judged. Without a person, what would be asked is denied, with what would allow it.
 */
export const rulePolicy = (): Policy => ({
  decide: async (question, permissions) => {
    const decided = await decideAll(question, permissions)
    const { verdict } = decided
    if (verdict.decision !== 'ask') return verdict
    const suggestions = await suggestRules(question, permissions, { decided, decide: decideAll })
    return suggestions.length === 0 ? verdict : { ...verdict, suggestions }
  },
})

async function decideAll(question: PolicyQuestion, permissions: Permissions): Promise<Decided> {
  const questions = eachTarget(question)
  const { access } = question.prepared
  const known = questions.every(({ prepared }) => prepared.target !== undefined)
  // A command that says nothing of what it runs is judged by its kind alone.
  if (access === 'command' && known) return decideCommands(questions, permissions)
  const all = questions.map((one) => {
    const decided = withSecret(one, permissions, decide(one, permissions))
    return { ...decided, verdict: answerOf(decided, permissions, () => adviceOn(one)) }
  })
  return first(all)
}

async function decideCommands(
  questions: readonly PolicyQuestion[],
  permissions: Permissions,
): Promise<Decided> {
  const all = questions.map(async (question): Promise<Decided> => {
    const judged = await judgeCommand(question, permissions)
    const known = withSecret(question, permissions, confine(judged, permissions))
    const decided = outOfSandbox(question, permissions, known)
    const { decision } = decided.verdict
    const denied = decision === 'deny' || (decision === 'ask' && !permissions.person)
    const open = denied && decided.by === undefined
    const advice = open ? await adviceFor(question, permissions, decided) : ''
    return { ...decided, verdict: answerOf(decided, permissions, () => advice) }
  })
  return first(await Promise.all(all))
}

/** What nobody said yes to sees no secrets; who trusts everything did. */
function confine(decided: Decided, { mode }: Permissions): Decided {
  const { verdict, by } = decided
  const isGranted = by !== undefined || mode === 'trust' || mode === 'bypassPermissions'
  if (verdict.decision !== 'allow' || isGranted) return decided
  return { ...decided, verdict: { ...verdict, confined: true } }
}

const free = 'outside of the sandbox'

const adviceOn = (question: PolicyQuestion): string =>
  takesSecretOut(question.prepared) ? `${byHand}.` : howToAllow(question)

const adviceFor: typeof howToAllowCommand = async (question, permissions, decided) =>
  decided.verdict.rule === free || takesSecretOut(question.prepared)
    ? `${byHand}.`
    : howToAllowCommand(question, permissions, decided)

/** Whether others get a secret that the model is not shown: a yes to something else is none to that. */
const takesSecretOut = ({ access, server, restores }: Prepared): boolean =>
  restores === true && (access === 'network' || access === 'command' || server !== undefined)

/**
 * A secret that the model is not shown goes out with nobody's yes to something else: neither a rule nor a mode that allows
 * what reaches others was asked about that. Whoever is asked hears of it in any case.
 */
function withSecret(
  { prepared }: PolicyQuestion,
  { mode }: Permissions,
  decided: Decided,
): Decided {
  const { verdict } = decided
  if (!prepared.restores || verdict.decision === 'deny') return decided
  const reason = sentences(verdict.reason, 'A secret goes in where a placeholder stands.')
  if (verdict.decision === 'ask') return { ...decided, verdict: { ...verdict, reason } }
  if (!takesSecretOut(prepared) || mode === 'bypassPermissions') return decided
  return { verdict: { decision: 'ask', rule: 'a secret goes in', reason } }
}

/** No rule and no other mode lifts the sandbox: that is asked each time. */
function outOfSandbox(
  { prepared: { task } }: PolicyQuestion,
  { mode }: Permissions,
  decided: Decided,
): Decided {
  const isFree = task?.kind === 'command' && task.unsandboxed === true
  if (!isFree || mode === 'bypassPermissions') return decided
  const isDenied = decided.verdict.decision === 'deny' && (mode !== 'auto' || decided.by)
  if (isDenied) return decided
  const { reason } = decided.verdict
  const said = sentences('It runs outside of the sandbox.', reason)
  return { verdict: { decision: 'ask', rule: free, reason: said } }
}

/** A call that touches several things is a question for each. */
function eachTarget({ tool, prepared }: PolicyQuestion): PolicyQuestion[] {
  const { targets = [], ...rest } = prepared
  if (targets.length === 0) return [{ tool, prepared }]
  return targets.map((target) => ({ tool, prepared: { ...rest, target } }))
}

const first = (all: readonly Decided[]): Decided =>
  strictest(all) ?? { verdict: { decision: 'deny', rule: 'nothing to decide' } }

/** The verdict as it is given: with what would allow it, where nobody was asked. */
function answerOf(
  { verdict, by }: Decided,
  { mode, person }: Permissions,
  advice: () => string,
): Verdict {
  const { decision, rule, reason } = verdict
  if (decision === 'deny' && by === undefined) {
    const needs =
      mode === 'auto' && rule.includes('command') ? ' without a sandbox, and there is none' : ''
    const denied = `The permission mode ${mode} denies it${needs}. ${advice()}`
    return { decision, rule, reason: sentences(reason, denied) }
  }
  if (decision !== 'ask' || person) return verdict
  const how = by
    ? `Nobody was asked, as a rule demands (${rule}): take the rule away, or let a person answer.`
    : `Nobody was asked. ${advice()}`
  return { decision: 'deny', rule, reason: sentences(reason, how) }
}

function decide(question: PolicyQuestion, { mode, rules }: Permissions): Decided {
  const { prepared } = question
  const by = (decision: Decision): PermissionRule | undefined =>
    rules.find((rule) => rule.decision === decision && matchRule(rule, question))
  const deny = by('deny')
  if (deny) return { verdict: named(deny), by: deny }
  if (mode === 'bypassPermissions') {
    const ask = rules.find((rule) => rule.inEveryMode && matchRule(rule, question))
    if (ask?.decision === 'ask') return { verdict: named(ask), by: ask }
    return { verdict: { decision: 'allow', rule: `mode ${mode}` } }
  }
  const decision = holdsSecrets(prepared)
    ? decideSecret(mode, prepared)
    : decideByMode(mode, prepared)
  const rule = isProtected(prepared) ? undefined : (by('ask') ?? by('allow'))
  if (rule) return { verdict: { ...named(rule), ...why(rule.decision, prepared) }, by: rule }
  const name = isProtected(prepared) ? 'protected path' : `mode ${mode}: ${prepared.access}`
  const given = isProtected(prepared) && decision !== 'deny' ? 'ask' : decision
  const { target } = prepared
  return {
    verdict: { decision: given, rule: name, ...why(given, prepared) },
    patterns: target === undefined ? [] : [target],
  }
}

/** What a person should know of a call beside its preview. */
function why(decision: Decision, prepared: Prepared): { reason?: string } {
  if (decision === 'allow') return {}
  if (isProtected(prepared)) {
    return { reason: 'A protected path: it decides what is allowed and run later.' }
  }
  if (prepared.outside) return { reason: 'It reaches outside the workspace.' }
  return holdsSecrets(prepared) ? { reason: 'It holds secrets by its name.' } : {}
}

const sentences = (...texts: (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined).join(' ')
