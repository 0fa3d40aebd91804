import type { AttemptState } from '../../record/eval-fold.ts'

/** One that has begun, and nothing more. */
export const attemptState = (more: Partial<AttemptState> = {}): AttemptState => ({
  case: 'a',
  repeat: 1,
  try: 1,
  folder: '',
  seq: 1,
  at: 0,
  lastAt: 0,
  wallMs: 0,
  prepared: null,
  rounds: [],
  observed: null,
  grade: null,
  scored: null,
  broken: null,
  lostCost: 0,
  ...more,
})

/** One that has passed. */
export const passedState = (
  cost: number | null,
  { gradeCost = 0, ...more }: Partial<AttemptState> & { gradeCost?: number } = {},
): AttemptState => {
  const verdict = { status: 'passed', assisted: false, failure: null, recovered: false } as const
  const counts = { turns: 1, rounds: 1, calls: 0, failedCalls: 0, cost, gradeCost }
  const time = { wall: 0, setup: 0, subject: 0, models: 0, tools: 0, people: 0, verification: 0 }
  const facts = { ...counts, usage: { inputTokens: 1, outputTokens: 1 }, time }
  return attemptState({
    ...more,
    scored: { verdict: { ...verdict, reason: '', checks: [] }, facts },
  })
}
