import { homedir } from 'node:os'
import { UsageError } from './usage-error.ts'

/** Much is looked for in a person's home, also where `HARNESS_HOME` is elsewhere. A container may run as a user without one. */
export function requireHome(): void {
  try {
    homedir()
  } catch (cause) {
    const message =
      'This user has no home: HOME is not set, and the system knows none. Set HOME to a folder that may be written.'
    throw new UsageError(message, { cause })
  }
}
