import { setTimeout as sleep } from 'node:timers/promises'

import type {
  ModelDelta,
  ModelEnd,
  ModelRequest,
  Provider,
  Reply,
  ReplyPart,
  StreamOptions,
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
      const scripted = scriptedFor(script, request)
      await pause(scripted.delayMs ?? 0, signal)
      const end = endOf(scripted, { script, request, attempts })
      if (end.type === 'reply') {
        for (const delta of deltasOf(end.reply)) {
          signal.throwIfAborted()
          yield delta
          await pause(delayMs, signal)
        }
      }
      signal.throwIfAborted()
      tell(record, { script, request, end })
      yield end
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
    const { times = Infinity, ...failure } = scripted.failure
    // Each attempt has a key of its own; what was said before it is the same.
    const call = `${request.key.replace(/\/[^/]*$/, '')} ${request.messages.length}`
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

/** What would go over a wire. */
const sentOf = ({ system, messages, tools }: ModelRequest) => ({ system, messages, tools })

/** A count like a tokenizer's: four characters of JSON a token. */
const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4)

/** There is no wire; what would have gone over one can be read all the same. */
function tell(
  record: StreamOptions['record'],
  { script, request, end }: { script: Script; request: ModelRequest; end: ModelEnd },
): void {
  if (!record) return
  const body = JSON.stringify(sentOf(request))
  const answer = JSON.stringify(end.type === 'reply' ? end.reply : { error: end.failure })
  const status = end.type === 'reply' ? 200 : (end.failure.status ?? 500)
  record({
    request: { method: 'SCRIPT', url: `offline:${script.name}`, headers: {}, body },
    response: { status, headers: {}, body: answer, isWhole: true },
    ms: 0,
  })
}

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
