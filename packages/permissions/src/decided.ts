import type { PermissionRule, Verdict } from '@harness/kernel'

/** A verdict, and the rule it comes from where it does not come from the mode. */
export interface Decided {
  verdict: Verdict
  by?: PermissionRule
  /** Rules that would allow what is asked about, the narrowest first: patterns of the tool. */
  patterns?: readonly string[]
}

export const named = ({ decision, tool, pattern, source }: PermissionRule): Verdict => {
  const shown = pattern === undefined ? '' : `(${pattern})`
  return { decision, rule: `${source}: ${decision} ${tool}${shown}` }
}

/** Deny before ask before allow; the first of the strictest, and of what is allowed one that is confined, then one that a rule allows. */
export const strictest = (all: readonly Decided[]): Decided | undefined =>
  all.find(({ verdict }) => verdict.decision === 'deny') ??
  all.find(({ verdict }) => verdict.decision === 'ask') ??
  all.find(({ verdict }) => verdict.confined) ??
  all.find(({ by }) => by !== undefined) ??
  all[0]
