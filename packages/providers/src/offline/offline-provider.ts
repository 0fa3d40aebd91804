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
import { sentOf, teller } from './script-exchange.ts'
import type { Script, ScriptedReply } from './script.ts'

/** How the offline model behaves. */
export interface OfflineOptions {
  /** Milliseconds after each delta; 0 unless given. */
  delayMs?: number
}

/**
 * A provider that answers from a script: no network, no chance, the same conversation gives the same reply. It streams
 * like a real one, so that whatever is built on a provider can be shown and tested without one. Only a scripted failure
 * looks at what was before: how often the same call was tried.
 */
export function offlineProvider(
  script: Script = defaultScript,
  { delayMs = 0 }: OfflineOptions = {},
): Provider {
  const attempts = new Map<string, number>()
  return {
    name: 'offline',
    async *stream(request, { signal, record }): AsyncGenerator<ModelDelta | ModelEnd> {
      signal.throwIfAborted()
      const scripted = scriptedFor(script, request)
      const tell = teller(record, { script, request })
      try {
        await pause(scripted.delayMs ?? 0, signal)
        const end = endOf(scripted, { script, request, attempts })
        const parts = end.type === 'reply' ? end.reply.parts : before(scripted)
        for (const delta of deltasOf(parts)) {
          yield delta
          await pause(delayMs, signal)
          signal.throwIfAborted()
        }
        tell(end)
        yield end
      } finally {
        tell('stopped')
      }
    },
  }
}

function scriptedFor(script: Script, request: ModelRequest): ScriptedReply {
  const situation = situationOf(request)
  const rule = script.rules.find(({ when }) => !when || meetsCondition(when, situation))
  return rule?.reply ?? script.otherwise
}

interface Answering {
  script: Script
  request: ModelRequest
  attempts: Map<string, number>
}

function endOf(scripted: ScriptedReply, { script, request, attempts }: Answering): ModelEnd {
  if (scripted.failure) {
    const { times = Infinity, after: _, ...failure } = scripted.failure
    // Each attempt has a key of its own; what was said before it is the same, and so is the rule.
    const rule = script.rules.findIndex(({ reply }) => reply === scripted)
    const session = request.key.replace(/\/[^/]*$/, '')
    const call = `${session} ${request.messages.length} ${rule}`
    const attempt = (attempts.get(call) ?? 0) + 1
    attempts.set(call, attempt)
    if (attempt <= times) return { type: 'failure', failure }
  }
  return { type: 'reply', reply: replyOf(scripted, script, request) }
}

function replyOf(scripted: ScriptedReply, script: Script, request: ModelRequest): Reply {
  const turn = request.messages.filter(({ role }) => role === 'assistant').length
  const parts = partsOf(scripted, turn)
  const stop = parts.some(({ type }) => type === 'call') ? 'calls' : 'end'
  return {
    parts,
    stop: scripted.stop ?? stop,
    usage: scripted.usage ?? {
      inputTokens: tokens(sentOf(request)),
      outputTokens: tokens(parts),
    },
    model: script.name,
  }
}

function partsOf(scripted: ScriptedReply, turn: number): ReplyPart[] {
  const { reasoning, json, calls = [] } = scripted
  const text = json === undefined ? scripted.text : JSON.stringify(json)
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

/** What comes before a failure. */
const before = ({ failure }: ScriptedReply): ReplyPart[] =>
  failure?.after === undefined ? [] : [{ type: 'text', text: failure.after }]

/** A count like a tokenizer's: four characters of JSON a token. */
const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4)

function* deltasOf(parts: readonly ReplyPart[]): Generator<ModelDelta> {
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
