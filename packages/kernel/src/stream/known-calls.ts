import type { Json } from '../events/json.ts'
import { parseInput } from '../perform/parse-input.ts'
import type { CallState } from '../state/calls.ts'

interface KnownCall {
  tool: string
  /** As the model wrote it. */
  input: Json
  /** What a hook made of it. */
  changed?: Json
  announced: boolean
}

/** The calls of the newest turn as the stream names them: each is announced once, whoever began it. */
export class KnownCalls {
  readonly #calls = new Map<string, KnownCall>()

  /** A turn's calls take the place of those before. */
  replace(calls: Iterable<Pick<CallState, 'id' | 'name' | 'input' | 'changed'>>): void {
    this.#calls.clear()
    for (const { id, name, input, changed } of calls) {
      const known = { tool: name, input: readInput(input), announced: false }
      this.#calls.set(id, {
        ...known,
        ...(changed !== undefined && { changed: readInput(changed) }),
      })
    }
  }

  /** What the newest judgement found that a hook made of its input; undefined for nothing. */
  change(callId: string, changed: Json | undefined): void {
    const call = this.#calls.get(callId)
    if (!call) return
    const { changed: _, ...written } = call
    this.#calls.set(callId, { ...written, ...(changed !== undefined && { changed }) })
  }

  named(callId: string) {
    return { callId, tool: this.#calls.get(callId)?.tool ?? '' }
  }

  /** The `tool.start` of a call, the first time only, with what the tool is given. */
  start(callId: string) {
    const call = this.#calls.get(callId) ?? { tool: '', input: null, announced: false }
    this.#calls.set(callId, { ...call, announced: true })
    const { tool, input, changed = input } = call
    return call.announced ? [] : [{ type: 'tool.start' as const, callId, tool, input: changed }]
  }
}

function readInput(text: string): Json {
  const parsed = parseInput(text)
  return parsed.ok ? parsed.value : text
}
