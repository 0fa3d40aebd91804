import type { Attempt } from './attempt-world.ts'
import { commandNumber } from './command-number.ts'
import { taskOf } from './run-command.ts'

/** Ends what is left of the setup that an earlier process began and did not see the end of. */
export async function endSetup({ world, place, id, state, case: theCase }: Attempt): Promise<void> {
  const runner = world.options.commands('setup', place)
  const spec = {
    kind: 'command' as const,
    argv: ['/bin/sh', '-c', ':'],
    cwd: place.folder,
    env: {},
    timeoutMs: 1000,
    outputCap: 512,
  }
  for (const index of theCase.setup.keys()) {
    const number = commandNumber.setup(theCase, index)
    for (let times = 0, isKnown = true; isKnown; times++) {
      const handle = { session: id, task: taskOf(number, times), at: state.at }
      isKnown = (await runner.read(handle, { from: 0, most: 1 })) !== undefined
      // What was claimed a moment before has written nothing yet.
      await runner.run(handle, spec, { signal: AbortSignal.abort('cancel') })
    }
  }
}
