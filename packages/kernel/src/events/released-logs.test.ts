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
  const found = checkLog(events, { finished: true })
  expect(found.filter((one) => !isRightOf(file, one))).toEqual([])
  expect(decide(events.reduce(evolve, initialState))).toEqual([])
})

/** Before 0.2.0 a run that only the end of a task began had turns of its own. */
const isRightOf = (file: string, found: string) =>
  file.startsWith('0.1.0/') && /^model call \d+ is beyond \d+ turns$/.test(found)
