import { memoryArtifacts, type ActContext } from '../index.ts'
import { virtualRuntime } from './virtual-runtime.ts'

/**
 * What a tool is given to act in a folder, for its tests: a model that has seen nothing, no tasks, nobody to answer, artifacts
 * in memory. Say otherwise in `more`.
 */
export const testContext = (workspace: string, more: Partial<ActContext> = {}): ActContext => ({
  signal: new AbortController().signal,
  workspace,
  seen: () => undefined,
  artifacts: memoryArtifacts(),
  runtime: virtualRuntime(),
  key: 'session/1',
  progress: () => undefined,
  recall: async () => undefined,
  tasks: {
    list: async () => [],
    wait: async () => undefined,
    read: async () => undefined,
    cancel: async () => undefined,
  },
  ...more,
})
