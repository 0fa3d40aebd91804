import { pricedAt, type Usage } from '@harness/kernel'
import type { Step } from './trace.ts'

/** What a model took; `cost` in US dollars, null where the price or the count is unknown. */
export interface Paid {
  usage: Usage | null
  cost: number | null
}

/** Everything that was paid for: replies, summaries, and what servers asked the model during a call. */
export const paidIn = (steps: readonly Step[]): Paid[] =>
  steps.flatMap((step): Paid[] => {
    if (step.kind === 'compaction') return step.usage ? [step] : []
    if (step.kind !== 'model') return []
    const asked = step.calls.flatMap(({ usage }) =>
      usage ? [{ usage, cost: pricedAt(usage, step.model?.price) }] : [],
    )
    return step.outcome === 'replied' || step.usage ? [step, ...asked] : asked
  })

/** What it cost together; null where a part of it is unknown. */
export const costOf = (paid: readonly Paid[]): number | null =>
  paid.reduce<number | null>(
    (sum, { cost }) => (sum === null || cost === null ? null : sum + cost),
    0,
  )
