import type { Reply, ReplyPart, Usage } from '@harness/kernel'
import type { AtifMetrics, AtifStep } from './atif.ts'
import { textOfAtif } from './atif-text.ts'

/** A step as the reply that it was. */
export function replyOf(step: AtifStep): Reply {
  const { message, reasoning_content, tool_calls, metrics, model_name } = step
  const calls = tool_calls ?? []
  const text = textOfAtif(message)
  const parts: ReplyPart[] = [
    ...(reasoning_content ? [{ type: 'reasoning' as const, text: reasoning_content }] : []),
    ...(text === '' ? [] : [{ type: 'text' as const, text }]),
    ...calls.map(({ tool_call_id, function_name, arguments: input = {} }) => ({
      type: 'call' as const,
      id: tool_call_id,
      name: function_name,
      input: JSON.stringify(input),
    })),
  ]
  const usage = metrics && usageOf(metrics)
  return {
    parts,
    stop: calls.length > 0 ? 'calls' : 'end',
    ...(usage && { usage }),
    ...(typeof model_name === 'string' && { model: model_name }),
  }
}

function usageOf(metrics: AtifMetrics): Usage | undefined {
  const { prompt_tokens, completion_tokens, cached_tokens } = metrics
  const counted = [prompt_tokens, completion_tokens, cached_tokens].map((count) =>
    typeof count === 'number' ? Math.max(0, count) : undefined,
  )
  const [input, output, cached] = counted
  if (input === undefined && output === undefined) return undefined
  return {
    inputTokens: input ?? 0,
    outputTokens: output ?? 0,
    ...(cached !== undefined && { cacheReadTokens: cached }),
  }
}
