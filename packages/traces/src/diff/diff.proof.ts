// Changes of recorded sessions are found where they are; the same session at another time is the same; and long logs are
// compared quickly, from the disk.
import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Event } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { randomFrom } from '@harness/kernel/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stories } from '../replay/__fixtures__/stories.ts'
import { longLog } from './__fixtures__/long-log.ts'
import { mutations } from './__fixtures__/mutations.ts'
import { retold } from './__fixtures__/retold.ts'
import { diffLogs, type LogSource } from './diff-logs.ts'

const reduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const changes = reduced ? 120 : 300
const clean = reduced ? 100 : 1_000
const events = 100_000
const minutes = 60_000

const source = (log: readonly Event[]): LogSource => ({
  async *read(from) {
    yield* log.slice(from - 1)
  },
})

it(`finds ${changes} changes at the right event, with the right class`, async () => {
  let made = 0
  for await (const [seed, log] of stories(2_000, changes)) {
    for (let tried = 0; tried < mutations.length; tried++) {
      const mutation = mutations[(seed + tried) % mutations.length]!
      const mutated = mutation.make(log, randomFrom(seed))
      if (!mutated) continue
      made += 1
      const { difference } = await diffLogs(source(log), source(retold(mutated.events)))
      const found = { seq: difference?.seq, class: difference?.class }
      const wanted = { seq: mutated.at, class: mutation.class }
      expect(found, `seed ${seed}: ${mutation.name}`).toEqual(wanted)
      break
    }
  }
  expect(made).toBe(changes)
})

it(`finds nothing in ${clean} sessions told again`, async () => {
  for await (const [seed, log] of stories(3_000, clean)) {
    const { difference } = await diffLogs(source(log), source(retold(log)))
    expect(difference, `seed ${seed}`).toBeNull()
  }
})

describe(`two logs of ${events} events on the disk`, () => {
  const home = mkdtempSync(join(tmpdir(), 'diff-'))

  beforeAll(async () => {
    const sessions = fileSessions({ home })
    for (const [session, differsFrom] of [
      ['a', undefined],
      ['b', 99_000],
    ] as const) {
      const store = await sessions.create(session)
      const log = [...longLog({ session, events, ...(differsFrom && { differsFrom }) })]
      for (let at = 0; at < log.length; at += 500) {
        await store.events.append(log.slice(at, at + 500), at)
      }
      await store.close()
    }
  }, 10 * minutes)
  afterAll(() => rm(home, { recursive: true, force: true }), minutes)

  it('are compared in 200 MB', async () => {
    const program = join(import.meta.dirname, '__fixtures__', 'worker.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [program, home, 'a', 'b'])
    process.stdout.write(stdout)
    const { found, megabytes } = JSON.parse(stdout)
    expect(found).toMatchObject({ seq: 99_004, class: 'tool-result' })
    expect(megabytes).toBeLessThan(200)
  })
})
