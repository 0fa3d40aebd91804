import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { followOutput } from './follow-output.ts'

const folder = mkdtempSync(join(tmpdir(), 'output-'))
const file = join(folder, 'out')
writeFileSync(file, 'text')

test.each([
  ['cannot be opened', join(file, 'below-a-file')],
  ['cannot be read', folder],
])('a file that %s is not followed, and stopping is fine', async (_, path) => {
  const shown: string[] = []
  const live = followOutput(path, (text) => shown.push(text))
  await sleep(250) // an unhandled rejection would end the process
  await live.stop()
  expect(shown).toEqual([])
})

test('one that throws at what it is told is told nothing more', async () => {
  let told = 0
  const live = followOutput(file, () => {
    told += 1
    throw new Error('gone')
  })
  await sleep(250)
  await live.stop()
  expect(told).toBe(1)
})
