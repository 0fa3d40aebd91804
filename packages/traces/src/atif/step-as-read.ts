import { contentText } from '@harness/kernel'
import { jsonIn } from '../model/json-in.ts'
import { isRecord } from '../model/is-record.ts'
import type { CallStep, Step } from '../model/trace.ts'
import type { AtifCall, AtifResult, AtifStep } from './atif.ts'
import type { KeptResult, KeptStep } from './kept.ts'

/** What stands in the log since the step before. */
export interface Around {
  since: readonly Step[]
  prompt: string | null | undefined
}

/** A step that was imported, put together again. */
export function stepAsRead({ became, step }: KeptStep, { since, prompt }: Around): AtifStep {
  const { tool_calls: kept, observation, message, ...rest } = step
  const model = since.find((one) => one.kind === 'model')
  const said = since.flatMap((one) => (one.kind === 'input' ? [contentText(one.content)] : []))
  const calls = model?.calls ?? []
  const texts = {
    prompt: prompt ?? '',
    input: said[0] ?? '',
    reply: model?.text ?? '',
    nothing: '',
  }
  // An input that is no message of its own is a result that no call asked for.
  const loose = became === 'input' ? said.slice(1) : said
  return {
    ...rest,
    message: message ?? texts[became],
    ...(model && model.reasoning !== '' && { reasoning_content: model.reasoning }),
    ...(kept && { tool_calls: kept.map((one, place) => callAsRead(calls[place], one)) }),
    ...(kept === null && { tool_calls: null }),
    ...(observation && { observation: observationAsRead(observation.results, { calls, loose }) }),
    ...(observation === null && { observation: null }),
  }
}

function callAsRead(call: CallStep | undefined, kept: Pick<AtifCall, 'extra'>): AtifCall {
  const input = jsonIn(call?.input ?? '')
  return {
    tool_call_id: call?.providerId ?? '',
    function_name: call?.tool ?? '',
    arguments: isRecord(input) ? input : {},
    ...kept,
  }
}

function observationAsRead(
  results: readonly KeptResult[] | undefined,
  { calls, loose }: { calls: readonly CallStep[]; loose: string[] },
): NonNullable<AtifStep['observation']> {
  if (results === undefined) return {}
  return {
    results: results.map(({ from, ...result }): AtifResult => {
      if (from === undefined) return result
      if (from === 'input') return { content: loose.shift() ?? '', ...result }
      const call = calls.find(({ providerId }) => providerId === result.source_call_id)
      return { ...result, content: contentText(call?.content ?? []) }
    }),
  }
}
