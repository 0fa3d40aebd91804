// One query from its options to its result: open the session, set it up, drive it, let go of it.
import type { QueryInput } from '../options.ts'
import type { RunResult } from '../run-result.ts'
import { requireInput } from '../setup/known-options.ts'
import { openWorld, type Surroundings } from '../setup/open-world.ts'
import { drive, type Driving } from './drive.ts'

export interface Conducting extends Pick<Driving, 'signal' | 'opened' | 'lines'> {
  input: QueryInput
  /** Whether the prompt is that of a client of the harness, and not of who started it. */
  isForeign?: boolean
  around?: Surroundings
}

/** Resolves when the session is idle, or stopped, and let go of. Rejects with what kept it from beginning, or broke it. */
export async function conduct(conducting: Conducting): Promise<RunResult> {
  const { input, isForeign, around, ...driving } = conducting
  await requireInput(input)
  const { prompt, options = {} } = input
  const world = await openWorld(options, { prompt, areForeign: isForeign, around })
  try {
    return await drive(world, {
      ...driving,
      options,
      say: world.task,
      isFirst: true,
      isLast: true,
    })
  } finally {
    await world.close()
  }
}
