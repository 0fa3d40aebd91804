import { HookEvent, type HookAnswer, type Hooks } from '../../index.ts'
import { ofProcess } from '../../state/hooks.ts'
import type { SimProcess } from './sim-process.ts'
import type { SimWorld } from './sim-world.ts'

/** Everything that the loop itself tells of. */
export const simHookEvents: readonly HookEvent[] = HookEvent.options.filter(
  (event) => !ofProcess.has(event),
)

/** Says something now and then: no, more, or that it is enough. */
export function simHooks(world: SimWorld, process: SimProcess): Hooks {
  const answer = (event: HookEvent): HookAnswer => {
    const mood = world.random()
    const plain = { event, hook: 'sim' }
    if (mood < 0.1) return { ...plain, decision: 'deny', reason: 'a mood' }
    if (mood < 0.2) return { ...plain, decision: 'none', context: 'a remark' }
    if (mood < 0.25) return { ...plain, decision: 'allow' }
    if (mood < 0.27) return { ...plain, decision: 'none', stop: 'enough' }
    return { ...plain, decision: 'none' }
  }
  return {
    events: simHookEvents,
    run: async ({ event }) => {
      await world.pause()
      return process.reach(() => {
        if (world.chance(0.02)) throw new Error('broken hooks')
        return [answer(event)]
      })
    },
  }
}
