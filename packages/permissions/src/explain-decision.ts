import type { PermissionRule, Permissions, PolicyQuestion, Verdict } from '@harness/kernel'
import { named } from './decided.ts'
import { rulePolicy } from './rule-policy.ts'
import { loadBash } from './shell/load-bash.ts'
import { partsOf, type Part } from './shell/parts-of.ts'
import { parseCommand } from './shell/read-command.ts'

/** A rule that speaks of a call. */
export interface SpokenRule {
  rule: PermissionRule
  /** Whether the verdict is its. */
  decides: boolean
}

/** What is said of one of several commands, judged by itself. */
export interface ExplainedPart {
  source: string
  verdict: Verdict
  rules: SpokenRule[]
}

/** Why a call is allowed, asked about or denied. */
export interface Explanation {
  verdict: Verdict
  /** What the mode says where no rule speaks. */
  mode: Verdict
  /** Every rule that speaks of it, in the order they are given. One over parts of a command stands with its parts too. */
  rules: SpokenRule[]
  /** Of a command that runs several: each of them, in the order of the text. */
  parts: ExplainedPart[]
}

const policy = rulePolicy()

/**
 * Says why a call is decided as it is: by asking the policy itself, with all rules, with none, and with each alone. Pure,
 * as the policy is.
 */
export async function explainDecision(
  question: PolicyQuestion,
  permissions: Permissions,
): Promise<Explanation> {
  const { verdict, rules } = await explainOne(question, permissions)
  const mode = await policy.decide(question, { ...permissions, rules: [] })
  const sources = await sourcesOf(question)
  const parts = await Promise.all(
    sources.map(async (source) => ({
      source,
      ...(await explainOne(of(source, question), permissions)),
    })),
  )
  const spoken = new Map(parts.flatMap((part) => part.rules.map(({ rule }) => [rule, rule])))
  const decides = new Map(rules.map((one) => [one.rule, one.decides]))
  return {
    verdict,
    mode,
    rules: permissions.rules.flatMap((rule) =>
      spoken.has(rule) || decides.has(rule) ? [{ rule, decides: decides.get(rule) ?? false }] : [],
    ),
    parts,
  }
}

async function explainOne(
  question: PolicyQuestion,
  permissions: Permissions,
): Promise<{ verdict: Verdict; rules: SpokenRule[] }> {
  const verdict = await policy.decide(question, permissions)
  const each = permissions.rules.map(async (rule): Promise<SpokenRule[]> => {
    const name = named(rule).rule
    if (verdict.rule === name) return [{ rule, decides: true }]
    // In a mode that asks, whatever a rule says is heard.
    const alone = { ...permissions, mode: 'ask', person: true, rules: [rule] }
    const { rule: said } = await policy.decide(question, alone)
    return said === name ? [{ rule, decides: false }] : []
  })
  return { verdict, rules: (await Promise.all(each)).flat() }
}

const of = (target: string, { tool, prepared }: PolicyQuestion): PolicyQuestion => {
  const { targets: _, ...rest } = prepared
  return { tool, prepared: { ...rest, target } }
}

/** The commands of a command, where there are several. */
async function sourcesOf({ prepared: { access, target } }: PolicyQuestion): Promise<string[]> {
  if (access !== 'command' || target === undefined) return []
  const parser = await loadBash()
  const reading = parseCommand(target, parser)
  const sources = reading.kind === 'read' ? allOf(partsOf(reading.commands, parser)) : []
  return sources.length > 1 ? sources : []
}

const allOf = (parts: readonly Part[]): string[] =>
  parts.flatMap(({ command, inside }) => [command.source, ...allOf(inside)])
