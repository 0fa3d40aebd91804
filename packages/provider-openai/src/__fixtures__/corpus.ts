import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ModelDelta, ModelEnd } from '@harness/kernel'

export const folder = process.env['HARNESS_CORPORA']

/** The rows of a corpus that are of one protocol; none where there are no corpora. */
function rowsOf(protocol: string, name: string): any[] {
  const path = join(folder ?? '', name)
  if (!folder || !existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line)).filter((row) => row.protocol === protocol)
}

/** All that was recorded of one protocol. */
export function recordings(protocol: string) {
  const rows = (name: string) => rowsOf(protocol, name)
  const cassettes = new Map(rows('provider-cassettes/cassettes.jsonl').map((row) => [row.id, row]))
  const errors = [...cassettes.values()].flatMap(({ id, interactions }) =>
    interactions.filter(({ status }: any) => status >= 400).map((each: any) => ({ id, ...each })),
  )
  const streams = rows('provider-streams/cases.jsonl')
  return {
    gold: streams.filter(({ confidence }) => confidence === 'gold'),
    /** On which readers differ. */
    others: streams.filter(({ confidence }) => confidence !== 'gold'),
    truths: rows('provider-cassettes/truth.jsonl'),
    loops: rows('provider-cassettes/loops.jsonl'),
    cassettes,
    errors,
  }
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
    calls: calls.map(({ id, name, input }) => ({ id, name, args: input })),
    stop: end.type === 'reply' ? end.reply.stop : 'failed',
    usage: end.type === 'reply' && end.reply.usage,
  }
}

/** A recorded result of a tool as text. */
export const plain = (result: unknown): string =>
  typeof result === 'string' ? result : (result as any[]).map(({ text }) => text).join('\n')
