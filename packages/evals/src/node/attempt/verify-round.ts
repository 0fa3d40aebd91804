import type { EvalCase } from '../../suite/suite.ts'
import { aboutAttempt, type Attempt } from './attempt-world.ts'
import { commandNumber } from './command-number.ts'
import { restoreAttempt } from './restore-attempt.ts'
import { runCommand } from './run-command.ts'

/** Paths of which a record tells, at most. */
const mostPaths = 1000

/** Puts back what is protected, and asks the suite's command whether the work is right. */
export async function verifyRound(
  attempt: Attempt,
  round: number,
  { command: run, timeoutMs }: NonNullable<EvalCase['verify']>,
): Promise<void> {
  const restored = await restoreAttempt(attempt)
  const number = commandNumber.verification(attempt.case, round)
  const about = { kind: 'verify', stage: 'verification', number, run, timeoutMs } as const
  const command = await runCommand(attempt, about)
  const paths = restored.slice(0, mostPaths)
  const data = { ...aboutAttempt(attempt), round, restored: paths, command }
  await attempt.world.log.write({ type: 'x.eval.round-verified', data })
}
