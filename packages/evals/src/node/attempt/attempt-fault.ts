import type { EvalBody } from '../../record/eval-event.ts'

export type AttemptStage = Extract<EvalBody, { type: 'x.eval.attempt-broken' }>['data']['stage']

/** What kept an attempt from being measured: becomes an event, and leaves the package in no other way. */
export class AttemptFault extends Error {
  override readonly name = 'AttemptFault'
  readonly stage: AttemptStage
  readonly code: string

  constructor(stage: AttemptStage, code: string, message: string) {
    super(message)
    this.stage = stage
    this.code = code
  }
}
