import type { CommandSpec, TaskEnd, TaskHandle, TaskRunner } from '@harness/kernel'
import type { SandboxFinding } from './find-sandbox.ts'
import { whatWasClosed } from './what-was-closed.ts'
import { taskKeeper, type SessionPlace } from './task-keeper.ts'

export interface SandboxedRunnerOptions {
  /** Undefined for a command that somebody allowed to run outside. The same answer whenever it is asked of one task. */
  place(handle: TaskHandle, spec: CommandSpec): SessionPlace | undefined
  /** Asked when the first command is to run, and not again. */
  find(): Promise<SandboxFinding>
  /** What becomes of a command where there is no sandbox: it runs as it is, or fails and says how to get one. */
  without: 'run' | 'refuse'
}

/**
 * Runs the same commands in a sandbox. What was asked for stands in the log as it was said; how it is kept in is made anew
 * from what is there. Where a command made a repository or configuration of the harness, that is moved aside and its end
 * says so. Of anything else that it was kept from the command alone can tell. A signal that ended it shows as exit code
 * 128 + n, as shells say it.
 */
export function sandboxedRunner(runner: TaskRunner, options: SandboxedRunnerOptions): TaskRunner {
  const keeper = taskKeeper()
  let finding: Promise<SandboxFinding> | undefined
  return {
    async run(handle, spec, running) {
      const place = options.place(handle, spec)
      if (!place) return runner.run(handle, spec, running)
      const sandbox = await (finding ??= options.find())
      if (sandbox.kind === 'none') {
        if (options.without === 'run') return runner.run(handle, spec, running)
        return { kind: 'failed', message: `there is no sandbox: ${sandbox.why}. ${sandbox.fix}` }
      }
      const kept = await keeper.begin(handle, { spec, place, sandbox })
      if ('fault' in kept) return { kind: 'failed', message: kept.fault }
      const end = await runner.run(handle, kept.spec, running)
      const notes = [whatWasClosed(spec, place, end), await kept.conclude()]
      return withNote(end, notes.filter((note) => note !== '').join('\n'))
    },
    probe: (handle) => runner.probe(handle),
    read: (handle, range) => runner.read(handle, range),
  }
}

/** What is said of a command stands behind what it said. */
function withNote(end: TaskEnd, note: string): TaskEnd {
  if (note === '' || end.kind !== 'exited') return end
  const added = `\n${note}\n`
  const bytes = end.bytes + Buffer.byteLength(added)
  return end.tail === ''
    ? { ...end, head: end.head + added, bytes }
    : { ...end, tail: end.tail + added, bytes }
}
