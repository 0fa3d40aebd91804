import { setTimeout as sleep } from 'node:timers/promises'

import type {
  ModelDelta,
  ModelEnd,
  ModelRequest,
  Provider,
  Reply,
  ReplyPart,
} from '@harness/kernel'
import { defaultScript } from './default-script.ts'
import { meetsCondition, situationOf } from './meets-condition.ts'
import type { Script, ScriptedReply } from './script.ts'

/** How the offline model behaves. */
export interface OfflineOptions {
  /** Milliseconds after each delta; 0 unless given. */
  delayMs?: number
}

/**
 * A provider that answers from a script: no network, no chance, the same conversation gives the same reply. It streams
 * like a real one, so that whatever is built on a provider can be shown and tested without one.
 */
export function offlineProvider(
  script: Script = defaultScript,
  { delayMs = 0 }: OfflineOptions = {},
): Provider {
  return {
    name: 'offline',
    async *stream(request, { signal }): AsyncGenerator<ModelDelta | ModelEnd> {
      const reply = replyOf(script, request)
      for (const delta of deltasOf(reply)) {
        signal.throwIfAborted()
        yield delta
        await pause(delayMs, signal)
      }
      signal.throwIfAborted()
      yield { type: 'reply', reply }
    },
  }
}

function replyOf(script: Script, request: ModelRequest): Reply {
  const situation = situationOf(request.messages)
  const rule = script.rules.find(({ when }) => !when || meetsCondition(when, situation))
  const turn = request.messages.filter(({ role }) => role === 'assistant').length
  const parts = partsOf(rule?.reply ?? script.otherwise, turn)
  const { system, messages, tools } = request
  return {
    parts,
    stop: parts.some(({ type }) => type === 'call') ? 'calls' : 'end',
    usage: { inputTokens: tokens({ system, messages, tools }), outputTokens: tokens(parts) },
    model: script.name,
  }
}

function partsOf({ reasoning, text, calls = [] }: ScriptedReply, turn: number): ReplyPart[] {
  return [
    ...(reasoning === undefined ? [] : [{ type: 'reasoning' as const, text: reasoning }]),
    ...(text === undefined ? [] : [{ type: 'text' as const, text }]),
    ...calls.map(({ tool, input = {}, raw, id }, index) => ({
      type: 'call' as const,
      id: id ?? `call_${turn}_${index}`,
      name: tool,
      input: raw ?? JSON.stringify(input),
    })),
  ]
}

/** A count like a tokenizer's: four characters of JSON a token. */
const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4)

function* deltasOf({ parts }: Reply): Generator<ModelDelta> {
  for (const [index, part] of parts.entries()) {
    const pieces = piecesOf(part.type === 'call' ? part.input : part.text)
    for (const [place, piece] of pieces.entries()) {
      if (part.type !== 'call') yield { type: part.type, index, text: piece }
      else if (place > 0) yield { type: 'call', index, input: piece }
      else yield { type: 'call', index, name: part.name, input: piece }
    }
  }
}

/** A few characters at a time, never half of one. */
const piecesOf = (text: string): string[] => text.match(/.{1,16}/gsu) ?? []

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    if (ms > 0) await sleep(ms, undefined, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}
