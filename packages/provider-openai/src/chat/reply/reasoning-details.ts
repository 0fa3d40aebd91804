import type { Json } from '@harness/kernel'
import { isJson, recordOf } from '@harness/kernel/wire'

interface Detail {
  head: Record<string, Json>
  text: string[]
  summary: string[]
}

/**
 * Joins the streamed pieces of `reasoning_details` (OpenRouter and gateways like it) into the blocks they were cut from,
 * in order: the server wants exactly those back.
 * https://openrouter.ai/docs/use-cases/reasoning-tokens
 */
export class ReasoningDetails {
  readonly #details: Detail[] = []

  add(items: readonly unknown[]): void {
    for (const item of items) {
      const record = recordOf(item)
      if (record) this.#addOne(record)
    }
  }

  /** The joined blocks; undefined when there were none. */
  blocks(): Json[] | undefined {
    if (this.#details.length === 0) return undefined
    return this.#details.map(({ head, text, summary }) => ({
      ...head,
      ...(text.length > 0 && { text: text.join('') }),
      ...(summary.length > 0 && { summary: summary.join('') }),
    }))
  }

  #addOne({ text, summary, ...rest }: Record<string, unknown>): void {
    const last = this.#details.at(-1)
    const detail = last && continues(last, rest) ? last : this.#open()
    for (const [key, value] of Object.entries(rest)) {
      if (isJson(value) && (value !== null || !(key in detail.head))) detail.head[key] = value
    }
    if (typeof text === 'string') detail.text.push(text)
    if (typeof summary === 'string') detail.summary.push(summary)
  }

  #open(): Detail {
    const detail: Detail = { head: {}, text: [], summary: [] }
    this.#details.push(detail)
    return detail
  }
}

const continues = ({ head }: Detail, piece: Record<string, unknown>) =>
  piece['type'] !== 'reasoning.encrypted' &&
  head['type'] === piece['type'] &&
  head['index'] === piece['index']
