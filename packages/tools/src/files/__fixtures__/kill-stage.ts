import { z } from 'zod'
import { Prepared, type ActContext } from '@harness/kernel'
import { virtualRuntime } from '@harness/kernel/testing'
import { hashOf } from '../hash-of.ts'

/** What the process that prepared a change hands to the one that makes it. */
export const codexChange = z.object({ prepared: Prepared, patch: z.string() })

/** The context of one effect: the same for every process that performs it. */
export const contextIn = (workspace: string): ActContext => ({
  signal: new AbortController().signal,
  workspace,
  seen: () => undefined,
  artifacts: { put: async (bytes) => hashOf(bytes), get: async () => undefined },
  runtime: virtualRuntime(),
  key: 's/1',
  progress: () => undefined,
  recall: async () => undefined,
  tasks: {
    list: async () => [],
    wait: async () => undefined,
    read: async () => undefined,
    cancel: async () => undefined,
  },
})
