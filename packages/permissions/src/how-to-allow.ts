import {
  ruleText,
  type PermissionRule,
  type Permissions,
  type PolicyQuestion,
} from '@harness/kernel'
import type { Decided } from './decided.ts'
import { isProtected } from './is-protected.ts'
import { matchRule } from './match-rule.ts'
import { decideByMode } from './modes.ts'
import { parseRule } from './parse-rule.ts'
import { judgeCommand } from './shell/judge-command.ts'

/** What would allow a call that a mode does not: a flag as it is typed, where there is one. */
export function howToAllow(question: PolicyQuestion): string {
  if (isProtected(question.prepared)) return `${byHand}.`
  const { target } = question.prepared
  const rules = rulesFor(question, target === undefined ? [] : [target])
  const rule = rules.find((one) => matchRule(one, question))
  return advise(rule, decideByMode('trust', question.prepared) === 'allow')
}

/** The same for a command: nothing is advised that was not found to allow it. */
export async function howToAllowCommand(
  question: PolicyQuestion,
  permissions: Permissions,
  { patterns = [] }: Decided,
): Promise<string> {
  const allows = async (changed: Partial<Permissions>): Promise<boolean> =>
    (await judgeCommand(question, { ...permissions, ...changed })).verdict.decision === 'allow'
  const rules = rulesFor(question, patterns)
  const works = await Promise.all(
    rules.map((rule) => allows({ rules: [...permissions.rules, rule] })),
  )
  return advise(
    rules.find((_, index) => works[index]),
    await allows({ mode: 'trust' }),
  )
}

function advise(rule: PermissionRule | undefined, trusted: boolean): string {
  const ways = rule === undefined ? [] : [`--allowed-tools ${quoted(ruleText(rule))}`]
  if (trusted) ways.push('--permission-mode trust')
  return ways.length === 0 ? `${byHand}.` : `A person can allow it with ${ways.join(' or ')}.`
}

/** What no flag allows but the one that allows everything. */
export const byHand =
  'A person must allow it in an interactive run, or by --permission-mode bypassPermissions'

/** Rules that may allow it, the narrowest first. */
function rulesFor({ tool }: PolicyQuestion, patterns: readonly string[]): PermissionRule[] {
  const texts = [...patterns.map((pattern) => `${tool}(${pattern})`), tool]
  return texts.filter(isTypable).map((text) => parseRule(text, 'allow', 'advice'))
}

/** A rule that can be shown and typed in one line, and is what it seems to be. */
export const isTypable = (text: string): boolean => isPlain(text) && isRule(text)

const isPlain = (text: string): boolean =>
  text.length <= 300 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)

/** Not so for the name of a tool that no rule can be written for, or a pattern of nothing. */
const isRule = (text: string): boolean => /^[\w-]+(?:\(.*\S.*\))?$/u.test(text)

/** As one word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
