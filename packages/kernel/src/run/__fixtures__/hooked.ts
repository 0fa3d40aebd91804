import {
  contentText,
  messagesOf,
  HookEvent,
  run,
  type HookAnswer,
  type HookOccasion,
  type Hooks,
} from '../../index.ts'
import { reply } from '../../testing/scripted-provider.ts'
import { testWorld, type TestWorld, type TestWorldOptions } from '../../testing/test-world.ts'

type Said = Partial<HookAnswer> | undefined
type Hook = (occasion: HookOccasion, signal: AbortSignal) => Said | Promise<Said>

/** One hook for each event that has a function; what it answers, and what it was told. */
export function hooksOf(by: Partial<Record<HookEvent, Hook>>) {
  const told: HookOccasion[] = []
  const hooks: Hooks = {
    events: HookEvent.options.filter((event) => by[event] !== undefined),
    async run(occasion, { signal }) {
      told.push(occasion)
      const { event } = occasion
      const said = await by[event]?.(occasion, signal)
      return [{ event, hook: 'mine', decision: 'none', ...said }]
    },
  }
  return { hooks, told }
}

export async function worldWith(hooks: Hooks, options: TestWorldOptions): Promise<TestWorld> {
  return testWorld({
    ...options,
    host: { hooks, ...options.host },
    setup: { hooks: hooks.events, ...options.setup },
  })
}

export const go = (world: TestWorld) => run(world.session, { host: world.host })
export const shown = async ({ session }: TestWorld) =>
  messagesOf(await session.conversation()).map((message) =>
    message.role === 'assistant' ? 'reply' : contentText(message.content),
  )
export const echo = (text: string) => reply('', [['echo', { text }]])
