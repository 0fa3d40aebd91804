// Logs of every released version, never written again: each later version must read them.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decide, evolve, Event, initialState } from '../index.ts'
import { checkLog } from '../testing/check-log.ts'

const folder = join(import.meta.dirname, '__fixtures__', 'logs')
const logs = globSync('*/*.jsonl', { cwd: folder }).toSorted()

it('there are logs to read', () => {
  expect(logs.length).toBeGreaterThan(2)
})

it.each(logs)('reads %s, and finds nothing wrong and nothing left to do', (file) => {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n')
  const events = lines.map((line) => Event.parse(JSON.parse(line)))
  expect(events.map((event) => JSON.stringify(event).length)).toEqual(
    lines.map((line) => line.length),
  )
  expect(checkLog(events, { finished: true })).toEqual([])
  expect(decide(events.reduce(evolve, initialState))).toEqual([])
})
