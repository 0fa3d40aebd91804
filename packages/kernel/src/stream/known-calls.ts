import type { Json } from '../events/json.ts'
import { parseInput } from '../perform/parse-input.ts'

interface KnownCall {
  tool: string
  input: Json
  announced: boolean
}

/** The calls of the newest turn as the stream names them: each is announced once, whoever began it. */
export class KnownCalls {
  readonly #calls = new Map<string, KnownCall>()

  /** A turn's calls take the place of those before. */
  replace(calls: Iterable<{ id: string; name: string; input: string }>): void {
    this.#calls.clear()
    for (const { id, name, input } of calls) {
      const parsed = parseInput(input)
      const known = { tool: name, input: parsed.ok ? parsed.value : input, announced: false }
      this.#calls.set(id, known)
    }
  }

  /** A hook changed what the model wrote: what runs is told. */
  change(callId: string, input: Json): void {
    const known = this.#calls.get(callId)
    if (known) this.#calls.set(callId, { ...known, input })
  }

  named(callId: string) {
    return { callId, tool: this.#calls.get(callId)?.tool ?? '' }
  }

  /** The `tool.start` of a call, the first time only. */
  start(callId: string) {
    const { tool = '', input = null, announced = false } = this.#calls.get(callId) ?? {}
    this.#calls.set(callId, { tool, input, announced: true })
    return announced ? [] : [{ type: 'tool.start' as const, callId, tool, input }]
  }
}
