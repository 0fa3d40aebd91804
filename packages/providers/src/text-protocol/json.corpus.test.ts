import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  defineTool,
  run,
  textContent,
  type Event,
  type ModelEnd,
  type Provider,
} from '@harness/kernel'
import { testWorld } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { z } from 'zod'

import { textProtocol } from './text-protocol.ts'

const folder = process.env['HARNESS_CORPORA']
const rows = (name: string): any[] => {
  const path = join(folder ?? '', 'json', name)
  if (!folder || !existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}
const cases: string[] = [
  ...rows('malformed-json.jsonl').map(({ input }) => input),
  // One row is too large for the corpus.
  ...rows('JSONTestSuite.jsonl')
    .filter(({ base64 }) => base64 !== null)
    .map(({ base64 }) => Buffer.from(base64, 'base64').toString()),
]

/** Takes anything; a prototype is nobody's argument. */
const Anything = z.looseObject({})

/** What a parser makes of a text, where that is an object. */
function parsed(text: string): unknown {
  // No text is no arguments, as some servers write them.
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return Anything.safeParse(value).data
  } catch {
    return undefined
  }
}

/** Drives the loop over one reply, then a last one; answers what ran, and what was refused. */
async function play(first: ModelEnd, wrap: (provider: Provider) => Provider) {
  const ran: unknown[] = []
  const probe = defineTool({
    name: 'probe',
    description: '',
    input: Anything,
    effect: 'pure',
    run: async (input) => {
      ran.push(input)
      return { kind: 'done', content: textContent('ok') }
    },
  })
  let turn = 0
  const provider: Provider = {
    name: 'fixed',
    async *stream() {
      yield turn++ === 0 ? first : { type: 'reply', reply: { parts: [], stop: 'end' } }
    },
  }
  const world = await testWorld({
    provider: wrap(provider),
    tools: [probe],
    limits: { maxTurns: 4 },
  })
  await world.say('go')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
  const events: Event[] = []
  for await (const event of world.session.store.events.read(1)) events.push(event)
  return { ran, refused: events.filter(({ type }) => type === 'call.refused').length }
}

const replied = (
  part: Extract<ModelEnd, { type: 'reply' }>['reply']['parts'][number],
): ModelEnd => ({
  type: 'reply',
  reply: { parts: [part], stop: 'end' },
})

it.skipIf(!folder)(
  'arguments run as they are or not at all (skipped: no corpora)',
  async () => {
    const counts = { rows: cases.length, ran: 0, refused: 0 }
    for (const input of cases) {
      const call = { type: 'call' as const, id: 'c', name: 'probe', input }
      const { ran, refused } = await play(replied(call), (provider) => provider)
      const expected = parsed(input)
      const isNone = expected === undefined
      expect({ input, ran, refused }).toEqual({
        input,
        ran: isNone ? [] : [expected],
        refused: isNone ? 1 : 0,
      })
      counts.ran += ran.length
      counts.refused += refused
    }
    expect(counts.ran + counts.refused).toBe(counts.rows)
    process.stdout.write(`json, as arguments of the wire: ${JSON.stringify(counts)}\n`)
  },
  120_000,
)

it.skipIf(!folder)(
  'arguments written as text run as they are or not at all (skipped: no corpora)',
  async () => {
    const counts = { rows: cases.length, ran: 0, refused: 0 }
    for (const input of cases) {
      const text = `{"tool": "probe", "args": ${input}}`
      const { ran, refused } = await play(replied({ type: 'text', text }), textProtocol)
      const whole: any = parsed(text)
      const expected = Anything.safeParse(whole?.args).data
      const isNone = expected === undefined
      expect({ input, ran, refused }).toEqual({
        input,
        ran: isNone ? [] : [expected],
        refused: isNone ? 1 : 0,
      })
      counts.ran += ran.length
      counts.refused += refused
    }
    expect(counts.ran + counts.refused).toBe(counts.rows)
    process.stdout.write(`json, as calls in text: ${JSON.stringify(counts)}\n`)
  },
  120_000,
)
