import type { Decision, PermissionRule, Permissions, PolicyQuestion } from '@harness/kernel'
import { named, strictest, type Decided } from '../decided.ts'
import { matchRule } from '../match-rule.ts'
import { decideByMode } from '../modes.ts'
import { CommandJudge, readOnly } from './command-judge.ts'
import { loadBash } from './load-bash.ts'
import { partsOf, type Part } from './parts-of.ts'
import { parseCommand } from './read-command.ts'

/**
 * What rules and the mode say of a command: of every part of it that runs, and of every file it is seen to read or write.
 * The strictest counts. What cannot be parsed is never allowed, except in `bypassPermissions`.
 */
export async function judgeCommand(
  question: PolicyQuestion,
  permissions: Permissions,
): Promise<Decided> {
  const { mode, rules } = permissions
  const { target = '' } = question.prepared
  const parser = await loadBash()
  const reading = parseCommand(target, parser)
  const parts = reading.kind === 'read' ? partsOf(reading.commands, parser) : []
  const by = (decision: Decision): PermissionRule | undefined =>
    rules.find((rule) => rule.decision === decision && matchRule(rule, question))
  const deny = by('deny')
  if (deny) return { verdict: named(deny), by: deny }
  const judge = new CommandJudge(question, permissions)
  if (parts.some(wanders)) judge.wander()
  if (mode === 'bypassPermissions') {
    const denied = parts.flatMap((part) => judge.part(part)).filter(isDenied)
    return strictest(denied) ?? { verdict: { decision: 'allow', rule: `mode ${mode}` } }
  }
  const ask = by('ask')
  const asked: Decided[] = ask ? [{ verdict: named(ask), by: ask }] : []
  if (reading.kind === 'unparsable') {
    return strictest([...asked, unparsable(question, permissions, reading.why)]) ?? judge.nothing()
  }
  const all = [...judge.unknown(reading.unknown), ...parts.flatMap((part) => judge.part(part))]
  const decided = strictest([...asked, ...all])
  if (decided?.verdict.decision !== 'allow') return decided ?? judge.nothing()
  const more = all.filter(({ verdict }) => verdict.rule !== readOnly)
  // A yes to one part is none to another that the mode alone allows.
  return more.find((one) => one.by === undefined) ?? more[0] ?? decided
}

/** Whether a loop goes into a folder, and comes back to what stands before that. */
const wanders = ({ command: { again, words }, inside }: Part): boolean =>
  (again === true && words[0]?.text === 'cd') || inside.some(wanders)

const isDenied = ({ verdict }: Decided): boolean => verdict.decision === 'deny'

function unparsable({ prepared }: PolicyQuestion, { mode }: Permissions, why: string): Decided {
  const decision = decideByMode(mode, prepared) === 'deny' ? 'deny' : 'ask'
  return {
    verdict: {
      decision,
      rule: `mode ${mode}: unparsable command`,
      reason: `It cannot be judged: ${why}`,
    },
  }
}
