import type { TaskHandle, TaskRunner } from '../../index.ts'
import type { SimProcess } from './sim-process.ts'
import type { SimCommand, SimWorld } from './sim-world.ts'

/** Commands that go on when the process that started them dies, and are lost when the power goes. */
export function simCommands(world: SimWorld, process: SimProcess): TaskRunner {
  const nameOf = ({ session, task }: TaskHandle) => `${session}/${task}`
  const start = (handle: TaskHandle): SimCommand => {
    const running = world.commands.get(nameOf(handle))
    if (running) return running
    world.perform(handle.session, handle.task)
    // Some are so slow that nobody waits for them.
    const duration = world.chance(0.05) ? 20_000 : world.below(60)
    const command = { starts: 1, endsAt: world.clock.now() + duration, fate: null }
    world.commands.set(nameOf(handle), command)
    return command
  }
  return {
    probe: (handle) =>
      process.reach(() => {
        const command = world.commands.get(nameOf(handle))
        // What a command left behind may be gone with the power, as nobody synced it.
        const isLost = command ? command.fate === 'lost' : handle.at < world.bootAt
        return isLost ? 'unknown' : 'run'
      }),
    read: async () => undefined,
    run: async (handle, _, { signal }) => {
      const command = await process.reach(() => start(handle))
      const left = Math.max(0, command.endsAt - world.clock.now())
      await process.runtime.sleep(left, signal).catch((reason: unknown) => {
        if (reason !== 'cancel') throw reason
        command.fate = 'cancelled'
      })
      const stopped = command.fate === 'cancelled' ? { stopped: 'cancelled' as const } : {}
      return { kind: 'exited', code: 0, head: '', tail: '', bytes: 0, durationMs: 1, ...stopped }
    },
  }
}
