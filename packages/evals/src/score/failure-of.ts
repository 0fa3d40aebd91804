import type { SubjectEnd } from '@harness/kernel'
import type { CheckResult, FailureType } from '../record/verdict.ts'
import type { CaseLimits } from '../suite/suite.ts'
import { oneLine } from './one-line.ts'
import type { ToolErrors } from './tool-errors.ts'

interface Failure {
  failure: FailureType
  reason: string
}

/** How the last round ended, where that alone is a failure; null for one that is done. */
export function endFailure(end: SubjectEnd, limits: CaseLimits): Failure | null {
  switch (end.reason) {
    case 'done':
      return null
    case 'limit':
      return limitFailure(end, limits)
    case 'denied':
      return { failure: 'denied', reason: 'It stopped after something it needed was denied.' }
    case 'failed': {
      const { code = 'failed', message = 'it does not say why' } = end.fault ?? {}
      return { failure: 'exception', reason: oneLine(`It failed (${code}): ${message}`, 500) }
    }
  }
}

function limitFailure({ limit }: SubjectEnd, limits: CaseLimits): Failure {
  switch (limit) {
    case 'time':
      return { failure: 'timeout', reason: `It was not done within ${limits.ms / 1000} s.` }
    case 'turns':
      return { failure: 'max_steps', reason: `It was not done within ${limits.turns} turns.` }
    case 'tokens':
      return {
        failure: 'limit',
        reason: `It was not done within ${limits.tokens ?? 'its'} tokens.`,
      }
    case 'cost':
      return { failure: 'limit', reason: `It was not done within $${limits.cost ?? '?'}.` }
    case null:
      return { failure: 'limit', reason: 'It was not done within a limit.' }
  }
}

/** Why a subject that says it is done is not right; null where every check holds. */
export function checkFailure(checks: readonly CheckResult[], errors: ToolErrors): Failure | null {
  const [first, ...more] = checks.filter(({ passed }) => !passed)
  if (!first) return null
  const others = more.length === 0 ? '' : ` (and ${more.map(({ name }) => name).join(', ')})`
  const reason = oneLine(`${first.name}: ${first.message}${others}`, 500)
  const [broken] = errors.unmended
  if (broken) {
    const code = broken.call.code ?? broken.call.status
    const tool = `the last call of ${broken.tool} ended in an error (${code}), and no later one worked`
    return { failure: 'tool_failure', reason: oneLine(`${reason}; ${tool}`, 500) }
  }
  return {
    failure: first.name === 'verify' ? 'verification_failure' : 'expectation_mismatch',
    reason,
  }
}
