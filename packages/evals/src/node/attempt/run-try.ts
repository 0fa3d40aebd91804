// One try of an attempt, from wherever its record stands. Owns: each step is recorded when it is done, so that it is done
// once; what keeps it from being measured is recorded as that, and is no verdict.
import type { Observed } from '../../record/observed.ts'
import { errorCode } from '../error-code.ts'
import { LogFault } from '../log/run-log.ts'
import { AttemptFault, type AttemptStage } from './attempt-fault.ts'
import { aboutAttempt, type Attempt } from './attempt-world.ts'
import { concludeAttempt } from './conclude-attempt.ts'
import { limitsLeft } from './limits-left.ts'
import { nextStep, type AttemptStep } from './next-step.ts'
import { observeAttempt } from './observe-attempt.ts'
import { prepareAttempt } from './prepare-attempt.ts'
import { verifyRound } from './verify-round.ts'
import { workRound } from './work-round.ts'

/**
 * Resolves when the try is over: scored, or broken. Rejects with the reason of a stop, and with a `LogFault`.
 */
export async function runTry(attempt: Attempt): Promise<void> {
  const { world, state } = attempt
  let observed: Observed | null = null
  for (;;) {
    const step = nextStep(attempt.case, state)
    if (!step) return
    try {
      world.stop.throwIfAborted()
      observed = (await perform(attempt, step, observed)) ?? observed
    } catch (error) {
      if (error instanceof LogFault || world.stop.aborted) throw error
      await breakOff(attempt, faultOf(step, error))
    }
  }
}

async function perform(
  attempt: Attempt,
  step: AttemptStep,
  observed: Observed | null,
): Promise<Observed | void> {
  const { watch, case: theCase, state } = attempt
  const { verify } = theCase
  switch (step.kind) {
    case 'prepare':
      watch.at('preparing', 0)
      await prepareAttempt(attempt)
      return
    case 'work': {
      const limits = await limitsLeft(attempt)
      watch.at('working', step.round)
      return limits ? workRound(attempt, limits) : observe(attempt)
    }
    case 'verify':
      watch.at('verifying', step.round)
      return verify ? verifyRound(attempt, step.round, verify) : undefined
    case 'observe':
      return observe(attempt)
    case 'conclude':
      watch.at('scoring', state.rounds.length - 1)
      return concludeAttempt(attempt, observed)
  }
}

function observe(attempt: Attempt): Promise<Observed> {
  attempt.watch.at('scoring', attempt.state.rounds.length - 1)
  return observeAttempt(attempt)
}

const stages: Readonly<Record<AttemptStep['kind'], AttemptStage>> = {
  prepare: 'workspace',
  work: 'subject',
  verify: 'verification',
  observe: 'observation',
  conclude: 'grading',
}

interface Fault {
  stage: AttemptStage
  code: string
  message: string
}

function faultOf({ kind }: AttemptStep, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof AttemptFault) return { stage: error.stage, code: error.code, message }
  return { stage: stages[kind], code: errorCode(error) ?? 'broken', message }
}

async function breakOff(attempt: Attempt, fault: Fault): Promise<void> {
  const { world, place, id, watch } = attempt
  const { workspace, home } = place
  try {
    await world.options.subject.release({ id, workspace, home })
  } catch (error) {
    // Nothing more can be done; that it broke is told by what broke it.
    world.onNews({ kind: 'notice', text: noticeOf(attempt, error) })
  }
  const data = { ...aboutAttempt(attempt), ...fault, cost: watch.spent.cost }
  await world.log.write({ type: 'x.eval.attempt-broken', data })
}

const noticeOf = ({ state }: Attempt, error: unknown): string =>
  `What ${state.case} #${state.repeat} left running may go on: ${error instanceof Error ? error.message : String(error)}`
