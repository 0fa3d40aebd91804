// Makes a conversation shorter, the cheapest loss first: what old calls answered, which can be asked for again; reasoning
// that led to what is done; and only then everything but the newest turns, for a summary.
import {
  contentTokens,
  shorten,
  type CompactionContext,
  type CompactionRequest,
  type Compactor,
  type Content,
  type ConversationEntry,
  type Shortening,
} from '@harness/kernel'
import { boundaryOf } from './boundary-of.ts'
import { cutInputs } from './cut-inputs.ts'
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
  const last = withCutInputs(kept, plan, upto)
  if (upto === undefined) return last
  const dropped = entries.filter(({ seq }) => seq <= upto)
  const inputs = inputsBefore(dropped, plan)
  // A summary that is as long as what it stands for is not worth asking for.
  if (!isWorth(dropped, inputs, plan)) return last
  const content = await summaryOf(dropped, { request, context, plan, recalled })
  return { ...last, results: resultsAfter(upto, last), content, inputs, upto }
}

/** Where what is left would be refused all the same, messages that fill the window alone are cut, too. */
function withCutInputs(shortening: Shortening, plan: Plan, upto = 0): Shortening {
  if (fits(shortening, { ...plan, goal: plan.most }, upto)) return shortening
  const said = cutInputs(
    plan.entries.filter(({ seq }) => seq > upto),
    plan,
  )
  return said.length === 0 ? shortening : { ...shortening, said }
}

/** The least share of a request that a summary should save. */
const leastSaved = 0.06

function isWorth(dropped: readonly ConversationEntry[], inputs: readonly Content[], plan: Plan) {
  const kept = inputs.reduce((sum, content) => sum + contentTokens(content), 0)
  const saved = total(dropped, plan) - kept - plan.summary
  return saved > (plan.fixed + total(plan.entries, plan)) * leastSaved
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
