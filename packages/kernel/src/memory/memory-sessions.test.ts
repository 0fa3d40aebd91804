import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { memorySessions } from '../index.ts'
import { testSessions } from '../testing/test-sessions.ts'
import { sha256 } from './sha256.ts'

testSessions('memory', async () => ({ sessions: memorySessions() }), { test: it })

it('digests as the platform does, at every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = new Uint8Array(length).fill(length)
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})
