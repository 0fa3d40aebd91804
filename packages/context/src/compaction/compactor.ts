// Makes a conversation shorter, the cheapest loss first: what old calls answered, which can be asked for again; reasoning
// that led to what is done; and only then everything but the newest turns, for a summary.
import {
  shorten,
  type CompactionContext,
  type CompactionRequest,
  type Compactor,
  type ConversationEntry,
  type Shortening,
} from '@harness/kernel'
import { boundaryOf } from './boundary-of.ts'
import { inputsBefore } from './inputs-before.ts'
import { oldReasoning } from './old-reasoning.ts'
import { planOf, type Plan } from './plan.ts'
import { summaryOf } from './summary-of.ts'
import { trimResults } from './trim-results.ts'

export interface CompactorOptions {
  /** Tools whose last answer stands in every summary. Default `todo_set`. */
  recalled?: readonly string[]
}

/** The compactor of `harness`. Needs no model to make a conversation shorter; with one, the summary is better. */
export const compactor = ({ recalled = ['todo_set'] }: CompactorOptions = {}): Compactor => ({
  compact: (request, context) => compact(request, context, recalled),
})

async function compact(
  request: CompactionRequest,
  context: CompactionContext,
  recalled: readonly string[],
): Promise<Shortening> {
  const { entries } = request
  const plan = planOf(request, context)
  const results = trimResults(entries, plan, 'old')
  const trims = [
    { results },
    { results, ...oldReasoning(entries) },
    { results: [...results, ...trimResults(entries, plan, 'newest')], ...oldReasoning(entries) },
  ]
  // Whoever asks wants a summary: what is trimmed anyway needs nobody to ask.
  const enough = request.reason === 'asked' ? undefined : trims.find((one) => fits(one, plan))
  if (enough) return enough
  const upto = boundaryOf(entries, plan)
  // The newest turn is cut only if nothing else helps.
  const gentle = trims[1] ?? {}
  const kept = fits(gentle, plan, upto) ? gentle : (trims[2] ?? {})
  if (upto === undefined) return kept
  const dropped = entries.filter(({ seq }) => seq <= upto)
  const content = await summaryOf(dropped, { request, context, plan, recalled })
  const inputs = inputsBefore(dropped, plan)
  return { ...kept, results: resultsAfter(upto, kept), content, inputs, upto }
}

/** A call is named by the seq of its reply. */
const resultsAfter = (upto: number, { results = [] }: Shortening): Shortening['results'] =>
  results.filter(({ call }) => Number(call.split('.')[0]) > upto)

/** Whether what is left, without what is at or before `upto`, is as small as it should be. */
function fits(shortening: Shortening, plan: Plan, upto = 0): boolean {
  const left = shorten(plan.entries, { ...shortening, upto }).filter(({ seq }) => seq > upto)
  return plan.fixed + total(left, plan) <= plan.goal
}

const total = (entries: readonly ConversationEntry[], { tokensOf }: Plan): number =>
  entries.reduce((sum, { message }) => sum + tokensOf(message), 0)
