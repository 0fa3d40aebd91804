import { z } from 'zod'
import {
  defineTool,
  textContent,
  type Execution,
  type Host,
  type Limits,
  type TaskEnd,
} from '../../index.ts'

const exited: Extract<TaskEnd, { kind: 'exited' }> = {
  kind: 'exited',
  code: 0,
  head: 'built',
  tail: '',
  bytes: 5,
  durationMs: 1,
}

/** A tool `shell` whose command ends when it is told to. */
export const shellTask = (execution: Execution) =>
  defineTool({
    name: 'shell',
    description: '',
    input: z.object({}),
    effect: 'other',
    prepare: async () => ({
      kind: 'ready',
      prepared: {
        effect: 'other',
        access: 'command',
        execution,
        task: {
          kind: 'command',
          argv: ['true'],
          cwd: '/',
          env: {},
          timeoutMs: 1000,
          outputCap: 1000,
        },
      },
    }),
  })

/** Commands that run until `finish` is called, and that write `building`. */
export function heldCommands(): { commands: NonNullable<Host['commands']>; finish(): void } {
  const finished = Promise.withResolvers<TaskEnd>()
  const commands: NonNullable<Host['commands']> = {
    probe: async () => 'run',
    read: async (_, { from }) => ({ text: 'building'.slice(from), next: 8, total: 8 }),
    run: (_, __, { signal }) =>
      new Promise((resolve, reject) => {
        const abort = () =>
          signal.reason === 'cancel'
            ? resolve({ ...exited, code: null, stopped: 'cancelled' })
            : reject(signal.reason)
        if (signal.aborted) return abort()
        signal.addEventListener('abort', abort)
        void finished.promise.then(resolve)
      }),
  }
  return { commands, finish: () => finished.resolve(exited) }
}

/** A tool `agent` that starts a subagent. */
export const agentTask = (limits: Partial<Limits> = {}) =>
  defineTool({
    name: 'agent',
    description: '',
    input: z.object({}),
    effect: 'other',
    prepare: async () => {
      return {
        kind: 'ready',
        prepared: {
          effect: 'other',
          access: 'none',
          task: {
            kind: 'subagent',
            role: 'general',
            prompt: 'help',
            limits: { maxTurns: 5, maxAttempts: 1, retryBaseMs: 1, retryCapMs: 1, ...limits },
          },
        },
      }
    },
    conclude: async (end) => ({
      kind: 'done',
      content: end.kind === 'reported' ? end.content : textContent(end.kind),
    }),
  })
