import type { Draft } from '../events/event.ts'
import { finishRun } from './finish-run.ts'
import type { Rule, Situation } from './rule.ts'
import { isWaitedFor } from './waiting.ts'

/** Cancelled, or out of time: withdraw what was asked, wait for what is live to let go, then end. */
export const stopRun: Rule = (situation) => {
  const { run, open, calls } = situation
  if (!run.stop) return undefined
  const withdrawn = withdraw(situation)
  if (withdrawn.length > 0) return withdrawn
  if (open.some((intent) => isWaitedFor(intent, situation))) return []
  const why =
    run.stop.reason === 'deadline' ? 'the time limit was reached' : 'the run was cancelled'
  return [
    ...calls.list
      .filter((call) => call.phase !== 'settled')
      .map((call): Draft => ({
        type: 'call.refused',
        data: { call: call.id, code: 'cancelled', message: `Not run: ${why}.` },
      })),
    ...finishRun(
      situation,
      run.stop.reason === 'deadline'
        ? { reason: 'limit', limit: 'time' }
        : { reason: 'cancelled', message: `cancelled by ${run.stop.by}` },
    ),
  ]
}

/** Asks and pauses are nobody's work in progress: they end at once. */
const withdraw = ({ open }: Situation): Draft[] =>
  open.flatMap((intent): Draft[] => {
    if (intent.type === 'ask.opened') {
      return [{ type: 'ask.settled', cause: intent.seq, data: { kind: 'cancelled' } }]
    }
    if (intent.type === 'timer.started' && intent.data.purpose === 'retry') {
      return [{ type: 'timer.settled', cause: intent.seq, data: { kind: 'cancelled' } }]
    }
    return []
  })
