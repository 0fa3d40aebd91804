// A judgement: what the hooks say of a call, then what the policy says of what the tool found out.
import { messageOf } from '../errors/message-of.ts'
import { denialOf, type HookAnswer } from '../events/hook.ts'
import { Json } from '../events/json.ts'
import type { Verdict } from '../events/permissions.ts'
import type { PolicyQuestion } from '../ports/policy.ts'
import type { CallState } from '../state/calls.ts'
import { mapTexts } from '../redaction/map-texts.ts'
import { permissionsOf } from '../state/granted.ts'
import { askHooks } from './ask-hooks.ts'
import type { Performance } from './performance.ts'

/** What hooks said before the policy was asked. */
export interface Heard {
  answers: readonly HookAnswer[]
  /** The hooks that allow this very input. */
  allowing: readonly string[]
  /** What the tool is given. */
  input: Json
  isChanged: boolean
}

/** Hooks may change what the tool is given; of several that do, the last counts. */
export async function hearHooks(
  call: CallState,
  input: Json,
  performance: Performance,
): Promise<Heard> {
  const { id, name: tool } = call
  const answers = await askHooks({ event: 'PreToolUse', tool, call: id, input }, performance)
  const change = answers.findLast((answer) => answer.input !== undefined)
  // What a hook allows is what it saw, or made itself: not what another one made of it.
  const allowing = (change ? [change] : answers)
    .filter(({ decision }) => decision === 'allow')
    .map(({ hook }) => hook)
  const changed = change?.input === undefined ? input : asRecorded(change.input, performance)
  const isChanged = JSON.stringify(changed) !== JSON.stringify(input)
  return { answers, allowing, input: changed, isChanged }
}

/** What a hook made of it is redacted as what the model wrote was, and restored with that. */
const asRecorded = (input: Json, { session: { redactor } }: Performance): Json =>
  redactor ? Json.parse(mapTexts(input, (text) => redactor.redact(text))) : input

/**
 * A hook's `deny` and `ask` stand beside the policy's, and the strictest counts. Its `allow` is one more rule that
 * allows: rules that deny or ask, protected paths and the workspace's bounds stand. What is left to a person, a
 * `PermissionRequest` hook may answer.
 */
export async function judgeWithHooks(
  question: PolicyQuestion,
  { call, heard }: { call: CallState; heard: Heard },
  performance: Performance,
): Promise<{ verdict: Verdict; answers: readonly HookAnswer[] }> {
  const denial = denialOf(heard.answers)
  if (denial) return { verdict: said(denial, 'deny'), answers: heard.answers }
  const policy = await decideClosed(question, { call, heard }, performance)
  const asking = heard.answers.find(({ decision }) => decision === 'ask')
  const verdict = asking ? demanded(policy, asking, performance) : policy
  if (verdict.decision !== 'ask') return { verdict, answers: heard.answers }
  // Whoever amended it was asked, and said yes to just this.
  if (call.allowedBy !== undefined && !heard.isChanged) {
    return { verdict: { decision: 'allow', rule: call.allowedBy }, answers: heard.answers }
  }
  if (call.amended !== undefined && heard.isChanged && call.judgements >= mostJudgements) {
    return { verdict: disagreed, answers: heard.answers }
  }
  const { reason } = verdict
  const more = await askHooks(
    {
      event: 'PermissionRequest',
      tool: question.tool,
      call: call.id,
      input: heard.input,
      ...(reason === undefined ? {} : { reason }),
    },
    performance,
  )
  const answers = [...heard.answers, ...more]
  const no = denialOf(more)
  if (no) return { verdict: said(no, 'deny'), answers }
  const yes = more.find(({ decision }) => decision === 'allow')
  return { verdict: yes ? said(yes, 'allow') : verdict, answers }
}

/** Where programs answer, a hook and whoever amends could go on for ever. */
const mostJudgements = 10

const disagreed: Verdict = {
  decision: 'deny',
  rule: 'hooks',
  reason: 'Hooks changed again and again what was allowed.',
}

const said = ({ hook, reason }: HookAnswer, decision: Verdict['decision']): Verdict => ({
  decision,
  rule: `hook ${hook}`,
  ...(reason === undefined ? {} : { reason }),
})

function demanded(policy: Verdict, answer: HookAnswer, { session }: Performance): Verdict {
  if (policy.decision === 'deny') return policy
  if (policy.decision === 'ask') {
    const { suggestions: _, ...rest } = policy
    return { ...rest, demanded: true }
  }
  if (session.state.identity.configuration?.permissions.person) {
    return { ...said(answer, 'ask'), demanded: true }
  }
  const why = answer.reason === undefined ? '' : `${answer.reason} `
  return said({ ...answer, reason: `${why}Nobody was asked, as this hook demands.` }, 'deny')
}

async function decideClosed(
  question: PolicyQuestion,
  { call, heard: { allowing } }: { call: CallState; heard: Heard },
  { host, session }: Performance,
): Promise<Verdict> {
  const permissions = permissionsOf(session.state)
  if (!permissions) return { decision: 'deny', rule: 'no configuration' }
  const rules = allowing.map((hook) => ({
    decision: 'allow' as const,
    tool: question.tool,
    source: `hook ${hook}`,
  }))
  try {
    const { suggestions, ...verdict } = await host.policy.decide(question, {
      ...permissions,
      rules: [...permissions.rules, ...rules],
      // Somebody was there for this one.
      ...(call.allowedBy !== undefined && { person: true }),
    })
    const { redactor } = session
    // A rule with a secret in it would be recorded without it, and be another rule.
    const isKept = suggestions?.every((text) => !redactor || redactor.redact(text) === text)
    return isKept ? { ...verdict, suggestions } : verdict
  } catch (error) {
    return { decision: 'deny', rule: 'broken policy', reason: messageOf(error) }
  }
}
