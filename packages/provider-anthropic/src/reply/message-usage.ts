import type { Usage } from '@harness/kernel'
import { numberOf, recordOf } from '@harness/kernel/wire'

/** The counts of a message, as they come: at its beginning, and corrected as it goes on. */
export class MessageUsage {
  readonly #counts: Record<string, number> = {}
  #isTold = false

  take(value: unknown): void {
    const usage = recordOf(value)
    if (!usage) return
    this.#isTold = true
    for (const name of names) {
      const count = numberOf(usage[name])
      if (count !== undefined && count >= 0) this.#counts[name] = Math.round(count)
    }
    const thought = numberOf(recordOf(usage['output_tokens_details'])?.['thinking_tokens'])
    if (thought !== undefined) this.#counts['thinking_tokens'] = thought
  }

  /** Undefined when nothing was told. The API counts what it read from or wrote to a cache beside the input. */
  get total(): Usage | undefined {
    if (!this.#isTold) return undefined
    const {
      input_tokens: input = 0,
      output_tokens: outputTokens = 0,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: written,
      thinking_tokens: thought,
    } = this.#counts
    return {
      inputTokens: input + (read ?? 0) + (written ?? 0),
      outputTokens,
      ...(read !== undefined && { cacheReadTokens: read }),
      ...(written !== undefined && { cacheWriteTokens: written }),
      ...(thought !== undefined && { reasoningTokens: thought }),
    }
  }
}

const names = [
  'input_tokens',
  'output_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
] as const
