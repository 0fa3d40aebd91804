import type { PolicyQuestion } from '@harness/kernel'
import { isProtected } from './is-protected.ts'
import { matchRule } from './match-rule.ts'
import { decideByMode } from './modes.ts'
import { parseRule } from './parse-rule.ts'

/** What would allow a call that a mode does not: a flag as it is typed, where there is one. */
export function howToAllow(question: PolicyQuestion): string {
  if (isProtected(question.prepared)) return `${byHand}.`
  const rule = ruleFor(question)
  const ways = rule === undefined ? [] : [`--allowed-tools ${quoted(rule)}`]
  if (decideByMode('trust', question.prepared) === 'allow') ways.push('--permission-mode trust')
  return ways.length === 0 ? `${byHand}.` : `A person can allow it with ${ways.join(' or ')}.`
}

const byHand =
  'A person must allow it in an interactive run, or by --permission-mode bypassPermissions'

/** The narrowest rule that allows the call; undefined when none does. */
function ruleFor(question: PolicyQuestion): string | undefined {
  const { tool, prepared } = question
  const narrow = prepared.target === undefined ? [] : [`${tool}(${prepared.target})`]
  return [...narrow, tool].find((text) => isPlain(text) && allows(text, question))
}

/** It can be shown and typed in one line, and is what it seems to be. */
const isPlain = (text: string): boolean =>
  text.length <= 300 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)

function allows(text: string, question: PolicyQuestion): boolean {
  // The name of a tool that no rule can be written for.
  if (!/^[\w-]+(\(|$)/u.test(text)) return false
  return matchRule(parseRule(text, 'allow', 'advice'), question)
}

/** As one word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
