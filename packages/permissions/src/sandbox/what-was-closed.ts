import type { CommandSpec, TaskEnd } from '@harness/kernel'
import type { SessionPlace } from './task-keeper.ts'

/** Programs that ask a server for most of what they do. */
const asking =
  /(?:^|[\s;&|(/])(?:npm|pnpm|yarn|npx|bunx?|pip3?|uvx?|poetry|cargo|go|gem|bundle|composer|mvn|gradle|curl|wget|ssh|docker|apt(?:-get)?|brew|gh|git)\s/u
const committing = /(?:^|[\s;&|(/])git\s/u

/**
 * What a command that failed may have run into, said by what it runs: programs tell of a sandbox in words of their own, or not
 * at all. Empty where nothing of it concerns the command.
 */
export function whatWasClosed(spec: CommandSpec, place: SessionPlace, end: TaskEnd): string {
  if (end.kind !== 'exited' || end.code === 0 || end.stopped !== undefined) return ''
  const words = `${spec.argv.join(' ')} `
  const closed = [
    ...(committing.test(words) && place.commits !== true ? ['changes of .git'] : []),
    ...(asking.test(words) && place.network !== true ? ['the network'] : []),
  ]
  return closed.length === 0 ? '' : `[sandbox] Closed to this command: ${closed.join(', ')}.`
}
