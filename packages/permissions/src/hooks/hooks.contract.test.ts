import { HookEvent } from '@harness/kernel'
import { testHooks } from '@harness/kernel/testing'
import { it } from 'vitest'
import { commandHook, hooksOf, type Hook, type HookOutput } from '../index.ts'

/** Of tools the one that the suite calls; of everything else all. */
const matcherOf = (event: HookEvent) => (event.includes('Tool') ? { matcher: 'echo' } : {})

const ofFunction = (run: Hook['run']) =>
  hooksOf(HookEvent.options.map((event) => ({ event, name: 'mine', run, ...matcherOf(event) })))
const ofCommand = (command: string) =>
  hooksOf(HookEvent.options.map((event) => commandHook({ event, command, ...matcherOf(event) })))

testHooks(
  'hooks that are functions',
  async () => ({
    denying: ofFunction(async ({ hook_event_name: event }): Promise<HookOutput> => ({
      decision: 'block',
      reason: `no ${event}`,
    })),
    broken: ofFunction(() => Promise.reject(new Error('boom'))),
    hanging: ofFunction(() => new Promise(() => {})),
  }),
  { test: it },
)

testHooks(
  'hooks that are commands',
  async () => ({
    denying: ofCommand('echo no >&2; exit 2'),
    broken: ofCommand('kill -9 $$'),
    hanging: ofCommand('sleep 600'),
  }),
  { test: it },
)
