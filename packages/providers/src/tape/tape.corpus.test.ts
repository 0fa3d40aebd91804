import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Message, Provider, Reply } from '@harness/kernel'
import { ask, asking, loopback } from '@harness/kernel/testing'
import { openaiProvider } from '@harness/provider-openai'
import { describe, expect, it } from 'vitest'

import { recordTape } from './record-tape.ts'
import { Tape } from './tape.ts'

const folder = process.env['HARNESS_CORPORA']
const rows = (name: string): any[] => {
  const path = join(folder ?? '', 'provider-cassettes', name)
  if (!folder || !existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line)).filter(({ protocol }) => protocol === 'openai-chat')
}
const loops = rows('loops.jsonl')
const cassettes = new Map(rows('cassettes.jsonl').map((row) => [row.id, row]))

it.skipIf(!folder)('the recordings are there (skipped: no corpora)', () => {
  expect(loops.length).toBeGreaterThan(0)
})

/** Has a conversation of so many turns; each call gets its recorded result. */
async function converse(provider: Provider, { steps }: any, turns: number) {
  const messages: Message[] = [{ role: 'user', content: [{ type: 'text', text: 'Go on.' }] }]
  const asked = []
  for (let turn = 0; turn < turns; turn++) {
    const { deltas, end } = await ask(provider, asking({ messages }))
    asked.push({ deltas, end })
    if (end.type === 'failure') break
    messages.push({ role: 'assistant', reply: end.reply })
    messages.push(...resultsOf(end.reply, steps[turn]))
  }
  return asked
}

function resultsOf({ parts }: Reply, step: any): Message[] {
  return parts.flatMap((part) => {
    if (part.type !== 'call') return []
    const text = JSON.stringify(step?.toolResults[part.id] ?? 'none')
    const content = [{ type: 'text' as const, text }]
    return [{ role: 'tool' as const, id: part.id, name: part.name, content, failed: false }]
  })
}

describe.skipIf(!folder)('recorded loops', () => {
  it.each(loops.map((loop) => [loop.id, loop]))('%s is the same from a tape', async (_, loop) => {
    const { interactions } = cassettes.get(loop.id)
    const server = await loopback(...interactions.map(({ body }: any) => ({ body })))
    const live = recordTape(openaiProvider({ baseUrl: server.url }))
    const asked = await converse(live.provider, loop, interactions.length)
    await server.close()
    const tape = Tape.parse(new Tape(live.exchanges).toString())
    const playing = openaiProvider({ baseUrl: server.url, fetch: tape.fetch })
    expect(await converse(playing, loop, interactions.length)).toEqual(asked)
    expect({ misses: tape.misses, unplayed: tape.unplayed() }).toEqual({ misses: [], unplayed: [] })
    expect(asked).toHaveLength(interactions.length)
  })
})
