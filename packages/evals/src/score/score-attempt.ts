// A verdict is made of evidence alone. Owns the rules of failure types and their order.
import { callsIn } from '@harness/traces'
import type { Verdict } from '../record/verdict.ts'
import type { EvalCase } from '../suite/suite.ts'
import { checkResults } from './check-results.ts'
import { isUnknown } from './command-text.ts'
import type { Evidence, Round } from './evidence.ts'
import { checkFailure, endFailure } from './failure-of.ts'
import { oneLine } from './one-line.ts'
import { toolErrorsIn } from './tool-errors.ts'

/**
 * What is decided about an attempt. It passes if its last round ended `done` and every check holds. Else the first of
 * these that holds is its status or its failure:
 *
 * 1. status `infrastructure`: the last round's fault is of that kind, or a command of the suite could not be run.
 * 2. `timeout`, `max_steps`, `limit`: the last round ended by the limit of time; of turns; of tokens or cost.
 * 3. `denied`: it stopped after a denial.
 * 4. `exception`: it failed otherwise.
 * 5. `tool_failure`: some check does not hold, and some tool's last call ended in an error of the tool itself. A command
 *    that exits with another code than 0 is no such error, a denied call neither.
 * 6. `verification_failure`: the verification did not pass.
 * 7. `expectation_mismatch`: another check does not hold.
 *
 * Checks are evaluated and listed in each case but the first; a grade only where all else holds. The same evidence gives the same verdict on every machine.
 *
 * @throws EvalsError `not_recorded` where the evidence has not what the case asks for.
 */
export function scoreAttempt(theCase: EvalCase, evidence: Evidence): Verdict {
  const last = evidence.rounds.at(-1) ?? nothing
  const errors = toolErrorsIn(evidence.trace ? callsIn(evidence.trace) : [])
  const { recovered } = errors
  const kept = { assisted: false, failure: null, recovered }
  const obstacle = obstacleOf(evidence, last)
  if (obstacle !== null) {
    return { ...kept, status: 'infrastructure', reason: oneLine(obstacle, 500), checks: [] }
  }
  const checks = checkResults(theCase, evidence, last)
  const failure = endFailure(last.end, theCase.limits) ?? checkFailure(checks, errors)
  if (failure) return { ...kept, ...failure, status: 'failed', checks }
  const assisted = evidence.rounds.slice(0, -1).some(hasFailedVerification)
  return { ...kept, status: 'passed', assisted, reason: '', checks }
}

/** What kept it from being measured; null for nothing. */
function obstacleOf({ observed }: Evidence, { end, verification }: Round): string | null {
  if (end.fault?.kind === 'infrastructure') return `${end.fault.code}: ${end.fault.message}`
  const commands = [...(verification ? [verification] : []), ...observed.commands]
  const unknown = commands.find(isUnknown)
  if (!unknown) return null
  return `\`${oneLine(unknown.run, 120)}\` could not be run: ${unknown.fault ?? 'it was cancelled'}`
}

const hasFailedVerification = ({ verification }: Round): boolean =>
  verification !== null && (verification.exitCode !== 0 || verification.stopped !== null)

/** An attempt of which nothing was recorded has not begun its work. */
const nothing: Round = {
  end: {
    reason: 'failed',
    limit: null,
    fault: { kind: 'infrastructure', code: 'no_round', message: 'the subject was never begun' },
    answer: '',
    session: null,
  },
  verification: null,
  ms: 0,
}
