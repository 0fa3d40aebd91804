import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ModelDelta, ModelEnd } from '@harness/kernel'

export const folder = process.env['HARNESS_CORPORA']

/** The rows of a corpus that are of the messages API; none where there are no corpora. */
export function rows(name: string): any[] {
  const path = join(folder ?? '', name)
  if (!folder || !existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ protocol }) => protocol === 'anthropic-messages')
}

/** What the stream said, in the words of the corpus. A failed answer is told by its deltas. */
export function told({ deltas, end }: { deltas: ModelDelta[]; end: ModelEnd }) {
  const parts = end.type === 'reply' ? end.reply.parts : deltas
  const text = (type: string) =>
    parts.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('')
  const calls = end.type === 'reply' ? end.reply.parts.filter((part) => part.type === 'call') : []
  return {
    text: text('text'),
    reasoning: text('reasoning'),
    calls: calls.map(({ id, name, input }) => ({ id, name, args: JSON.parse(input) })),
    stop: end.type === 'reply' ? end.reply.stop : 'failed',
    usage: end.type === 'reply' && end.reply.usage,
  }
}

export const stops: Record<string, string> = {
  end_turn: 'end',
  stop_sequence: 'end',
  pause_turn: 'end',
  tool_use: 'calls',
  max_tokens: 'length',
}

export function expected(truth: any) {
  const { text, reasoning, finish, usage, error } = truth
  return {
    text: text ?? '',
    reasoning: reasoning ?? '',
    calls: expectedCalls(truth),
    stop: error ? 'failed' : (stops[finish ?? 'end_turn'] ?? finish),
    usage: !error && usage ? usageOf(usage) : error ? false : undefined,
  }
}

/** The official client parses arguments: their spaces are not in the truth. */
export const expectedCalls = ({ toolCalls = [] }: any) =>
  toolCalls.map((call: any) => ({ ...call, args: JSON.parse(call.args) }))

function usageOf(raw: any) {
  const read = raw.cache_read_input_tokens ?? undefined
  const written = raw.cache_creation_input_tokens ?? undefined
  const thought = raw.output_tokens_details?.thinking_tokens
  return {
    inputTokens: raw.input_tokens + (read ?? 0) + (written ?? 0),
    outputTokens: raw.output_tokens,
    ...(read !== undefined && { cacheReadTokens: read }),
    ...(written !== undefined && { cacheWriteTokens: written }),
    ...(thought !== undefined && { reasoningTokens: thought }),
  }
}
