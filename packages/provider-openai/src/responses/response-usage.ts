import type { Usage } from '@harness/kernel'
import { numberOf, recordOf } from '@harness/kernel/wire'

/** The tokens of a response; undefined when the server does not tell. */
export function responseUsage(value: unknown): Usage | undefined {
  const usage = recordOf(value)
  const input = count(usage?.['input_tokens'])
  const output = count(usage?.['output_tokens'])
  if (!usage || (input === undefined && output === undefined)) return undefined
  const details = recordOf(usage['input_tokens_details'])
  const read = count(details?.['cached_tokens'])
  const written = count(details?.['cache_write_tokens'])
  const reasoned = count(recordOf(usage['output_tokens_details'])?.['reasoning_tokens'])
  return {
    inputTokens: input ?? 0,
    outputTokens: output ?? 0,
    ...(read !== undefined && { cacheReadTokens: read }),
    ...(written !== undefined && { cacheWriteTokens: written }),
    ...(reasoned !== undefined && { reasoningTokens: reasoned }),
  }
}

function count(value: unknown): number | undefined {
  const tokens = numberOf(value)
  return tokens === undefined || tokens < 0 ? undefined : Math.round(tokens)
}
