import { createParser } from 'eventsource-parser'
import { describe, expect, it } from 'vitest'

import { eventDecoder, type Batch } from './event-decoder.ts'

/** What a decoder makes of a text whose bytes come so many at a time. */
function decoded(text: string, size: number, type = 'text/event-stream'): Batch {
  const decoder = eventDecoder(type, createParser)
  const bytes = new TextEncoder().encode(text)
  const batches: Batch[] = []
  for (let at = 0; at < bytes.length && !decoder.closed; at += size) {
    batches.push(decoder.push(bytes.subarray(at, at + size)))
  }
  if (!decoder.closed) batches.push(decoder.end())
  const error = batches.find((batch) => batch.error !== undefined)?.error
  return { events: batches.flatMap(({ events }) => events), ...(error !== undefined && { error }) }
}

const lines = [
  '\uFEFF: keep-alive',
  'data: {"a":"é"}',
  '',
  'id: 7',
  'event: message',
  'data: {"b":',
  'data:  2}',
  '',
  'data:',
  '',
  'data: {"c":3}',
  '',
]

describe.each([1, 7, 1000])('events cut every %i bytes', (size) => {
  it.each(['\n', '\r', '\r\n'])('are read with lines that end in %j', (end) => {
    const text = [...lines, 'data: [DONE]', '', 'data: {"late":1}', ''].join(end)
    expect(decoded(text, size)).toEqual({ events: [{ a: 'é' }, { b: 2 }, { c: 3 }] })
  })

  it('may leave out the end of the last one', () => {
    expect(decoded('data: {"a":1}\n\ndata: {"b":2}', size)).toEqual({
      events: [{ a: 1 }, { b: 2 }],
    })
  })

  it('end before one that was cut short', () => {
    expect(decoded('data: {"a":1}\n\ndata: {"b', size)).toEqual({ events: [{ a: 1 }] })
  })

  it('end with an error, named or not', () => {
    const named = 'data: {"a":1}\n\nevent: error\ndata: {"message":"no"}\n\ndata: {"b":2}\n\n'
    expect(decoded(named, size)).toEqual({ events: [{ a: 1 }], error: { message: 'no' } })
    expect(decoded('data: {"error":"no"}\n\n', size)).toEqual({ events: [], error: 'no' })
  })

  it('are not looked for in an answer that is JSON', () => {
    expect(decoded('{"a":\n\n"é"}', size, 'application/json; charset=utf-8')).toEqual({
      events: [{ a: 'é' }],
    })
  })
})
