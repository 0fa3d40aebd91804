import { initialState } from '@harness/kernel'
import { expect, it } from 'vitest'
import { RunRecord } from './run-record.ts'

it('has the calls whose beginning an earlier process saw', () => {
  const record = new RunRecord(initialState)
  const place = { sessionId: 's', seq: 1 }
  record.line({
    type: 'tool.end',
    callId: '7:0',
    tool: 'poke',
    output: 'ok',
    error: null,
    ...place,
  })
  const { calls } = record.result(initialState, { kind: 'idle', background: [] }, 0)
  expect(calls).toEqual([{ callId: '7:0', tool: 'poke', input: null, output: 'ok', error: null }])
})
