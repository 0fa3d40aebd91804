import { callsIn, summaryOf } from '@harness/traces'
import type { AttemptFacts } from '../record/verdict.ts'
import type { Evidence } from './evidence.ts'
import { hasErred } from './tool-errors.ts'

/**
 * What an attempt came to: turns and calls are those of its own session, tokens, cost and time include its subagents.
 * Without a session all counts are 0, and its cost is unknown.
 */
export function attemptFacts(evidence: Evidence): AttemptFacts {
  const { rounds, observed, grade, trace, setupMs, wallMs } = evidence
  const summary = trace ? summaryOf(trace) : null
  const calls = trace ? callsIn(trace) : []
  const commands = [
    ...rounds.flatMap(({ verification }) => (verification ? [verification] : [])),
    ...observed.commands,
  ]
  return {
    turns: summary?.turns ?? 0,
    rounds: rounds.length,
    calls: calls.length,
    failedCalls: calls.filter(hasErred).length,
    usage: summary?.usage ?? { inputTokens: 0, outputTokens: 0 },
    cost: summary ? summary.cost : null,
    gradeCost: grade ? grade.cost : 0,
    time: {
      wall: wallMs,
      setup: setupMs,
      subject: sum(rounds),
      models: summary?.time.models ?? 0,
      tools: summary?.time.tools ?? 0,
      people: summary?.time.people ?? 0,
      verification: sum(commands),
    },
  }
}

const sum = (all: readonly { ms: number }[]): number => all.reduce((ms, one) => ms + one.ms, 0)
