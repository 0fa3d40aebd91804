import type { Trace } from '@harness/traces'
import type { AttemptState } from '../record/eval-fold.ts'
import type { Observed } from '../record/observed.ts'
import type { Evidence } from './evidence.ts'

/** What is known of an attempt by the run's log, with what stands outside of it. */
export const evidenceOf = (
  { rounds, prepared, grade, wallMs }: AttemptState,
  { observed, trace }: { observed: Observed; trace: Trace | null },
): Evidence => ({
  rounds: rounds.map(({ end, verification, ms }) => ({ end, verification, ms })),
  setup: prepared?.setup ?? [],
  setupMs: prepared?.ms ?? 0,
  observed,
  grade,
  trace,
  wallMs,
})
