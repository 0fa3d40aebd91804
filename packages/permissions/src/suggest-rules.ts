import {
  ruleText,
  type PermissionRule,
  type Permissions,
  type PolicyQuestion,
} from '@harness/kernel'
import type { Decided } from './decided.ts'
import { isTypable } from './how-to-allow.ts'
import { parseRule } from './parse-rule.ts'
import { isSaidByWords } from './is-said-by-words.ts'

interface Deciding {
  /** What was decided of it already. */
  decided: Decided
  decide(question: PolicyQuestion, permissions: Permissions): Promise<Decided>
}

/** Nobody reads more of them before saying yes to all. */
const most = 10

/**
 * Allow rules, as text, by which a call that is asked about would be allowed: one for each part that is not yet, with its
 * exact words, path or address. None where rules cannot say just that. They are found by deciding again with each of them
 * added: what is suggested is known to work, and a rule that asks or denies is never got round.
 */
export async function suggestRules(
  question: PolicyQuestion,
  permissions: Permissions,
  { decided, decide }: Deciding,
): Promise<string[]> {
  const { access, outside = false } = question.prepared
  if (outside) return []
  const found: PermissionRule[] = []
  while (found.length <= most) {
    const { verdict, patterns = [] } = decided
    if (verdict.decision === 'allow') break
    const rule = verdict.decision === 'ask' ? exactRule(question, patterns) : undefined
    if (!rule || found.some(({ pattern }) => pattern === rule.pattern)) return []
    found.push(rule)
    const rules = [...permissions.rules, ...found]
    decided = await decide(question, { ...permissions, rules })
  }
  if (found.length > most) return []
  const patterns = found.flatMap(({ pattern = [] }) => pattern)
  if (access === 'command' && !(await isSaidByWords(question.prepared, patterns))) return []
  return found.map(ruleText)
}

/** `edit` is every tool that changes files: what was said to one is said to all. */
function exactRule(
  { tool, prepared }: PolicyQuestion,
  [pattern]: readonly string[],
): PermissionRule | undefined {
  // The language of patterns has no way to write a star that is a star.
  if (pattern === undefined || /[*?]/u.test(pattern)) return undefined
  const text = `${prepared.access === 'edit' ? 'edit' : tool}(${pattern})`
  return isTypable(text) ? parseRule(text, 'allow', 'suggestion') : undefined
}
