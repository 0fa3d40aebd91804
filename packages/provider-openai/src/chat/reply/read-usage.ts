import type { Usage } from '@harness/kernel'
import { numberOf, recordOf } from '@harness/kernel/wire'

/**
 * Reads the tokens of a chunk. `separateReasoning`: the server (xAI) bills reasoning as output but leaves it out of
 * `completion_tokens`; it is added when the server's own total says so.
 */
export function readUsage(
  chunk: Record<string, unknown>,
  separateReasoning: boolean,
): Usage | undefined {
  const usage = recordOf(chunk['usage']) ?? recordOf(recordOf(chunk['x_groq'])?.['usage'])
  const input = count(usage?.['prompt_tokens'])
  const output = count(usage?.['completion_tokens'])
  if (!usage || (input === undefined && output === undefined)) return undefined
  const prompt = recordOf(usage['prompt_tokens_details'])
  const completion = recordOf(usage['completion_tokens_details'])
  const cacheRead =
    count(prompt?.['cached_tokens']) ??
    count(usage['prompt_cache_hit_tokens']) ??
    count(usage['cached_tokens'])
  const cacheWrite =
    count(prompt?.['cache_write_tokens']) ?? count(usage['cache_creation_input_tokens'])
  const reasoning = count(completion?.['reasoning_tokens']) ?? count(usage['reasoning_tokens'])
  const said = { input: input ?? 0, output: output ?? 0, reasoning: reasoning ?? 0 }
  const added = separateReasoning && isSeparate(said, count(usage['total_tokens']))
  return {
    inputTokens: said.input,
    outputTokens: said.output + (added ? said.reasoning : 0),
    ...(cacheRead !== undefined && { cacheReadTokens: cacheRead }),
    ...(cacheWrite !== undefined && { cacheWriteTokens: cacheWrite }),
    ...(reasoning !== undefined && { reasoningTokens: reasoning }),
  }
}

const isSeparate = (
  said: { input: number; output: number; reasoning: number },
  total: number | undefined,
) => said.reasoning > 0 && total === said.input + said.output + said.reasoning

function count(value: unknown): number | undefined {
  const tokens = numberOf(value)
  return tokens === undefined || tokens < 0 ? undefined : Math.round(tokens)
}
