import { it } from 'vitest'
import { testSessions } from '../../testing/test-sessions.ts'
import { freshStore } from './__fixtures__/store.ts'
import { fileSessions } from './index.ts'

testSessions(
  'files',
  async () => {
    const fresh = freshStore()
    return {
      sessions: fresh.sessions,
      again: async () => fileSessions({ home: fresh.home }),
      close: () => fresh[Symbol.asyncDispose](),
    }
  },
  { test: it },
)
