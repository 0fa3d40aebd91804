import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { CommandSpec, TaskEnd } from '../../events/task.ts'
import type { Artifacts } from '../../ports/artifacts.ts'
import type { Redaction } from '../../ports/redactor.ts'
import type { TaskHandle, TaskRunner } from '../../ports/task-runner.ts'
import { awaitName } from './await-name.ts'
import { checkCommand } from './check-command.ts'
import { followOutput } from './follow-output.ts'
import { readEnd } from './read-end.ts'
import { readOutput } from './read-output.ts'
import { redactOutput } from './redact-output.ts'
import { settleTask } from './settle-task.ts'
import { startShim, type Shim } from './start-shim.ts'
import { stopTask } from './stop-task.ts'
import { systemBoot } from './system-boot.ts'
import { taskFolder, type TaskFolder } from './task-folder.ts'
import { taskState } from './task-state.ts'

export interface CommandRunnerOptions {
  /** The folder of a session, an absolute path; a task's files stand in `tasks/<seq>` below it. */
  folder(session: string): string
  /** Where a whole output goes that head and tail do not tell (up to 8 MiB; more stays in the task's folder). */
  artifacts?(session: string): Artifacts
  /** Keeps secrets out of what stands in a task's folder when it has ended, and of what is read before. */
  redaction?: Redaction
  /** When this machine started, in milliseconds since 1970. Default: asked of it. */
  bootedAt?(): number
}

const keptBytes = 8 * 1024 * 1024

/** Start times are told by the second on some systems; an intent so close to the start counts as one from before. */
const clockSlackMs = 2000

/**
 * Runs every command under a shim of its own that outlives this process and keeps its deadline and output cap (rounded
 * down to 512 bytes) without it. The environment is the spec's, and `HARNESS_TASK`. When the command's own process ends,
 * the task ends, and so does whatever it left running.
 *
 * A process of the command escapes only if it leaves the process group and wipes its environment; where there is no
 * /proc (macOS) it is enough to leave the group. Not for Windows.
 */
export function commandRunner(options: CommandRunnerOptions): TaskRunner {
  const locate = (handle: TaskHandle) => taskFolder(options.folder(handle.session), handle)
  return {
    async run(handle, spec, { signal, output }) {
      if (signal.reason !== 'cancel') signal.throwIfAborted()
      const folder = locate(handle)
      const begun = begin(folder, spec, signal)
      if ('fault' in begun) return { kind: 'failed', message: begun.fault }
      const live = output && followOutput(folder.out, output)
      try {
        const fault = await settleTask(folder, begun.shim, signal)
        if (fault) return { kind: 'failed', message: `it could not be started: ${fault.message}` }
      } finally {
        await live?.stop()
      }
      if (options.redaction) await redactOutput(folder, options.redaction)
      return keep(folder, options.artifacts?.(handle.session))
    },
    probe: async (handle) => probe(locate(handle), handle.at, options.bootedAt ?? systemBoot),
    read: (handle, range) => readOutput(locate(handle), range, options.redaction),
  }
}

/** Starts a shim where nobody has; a task cancelled before it began is not begun. */
function begin(
  folder: TaskFolder,
  spec: CommandSpec,
  signal: AbortSignal,
): { shim: Shim | undefined } | { fault: string } {
  mkdirSync(folder.path, { recursive: true, mode: 0o700 })
  if (signal.aborted || taskState(folder) !== 'unclaimed') return { shim: undefined }
  const checked = checkCommand(spec)
  return 'fault' in checked ? checked : startShim(folder, spec, checked.program)
}

/**
 * What a task leaves in its folder is not synced, so a power cut may undo it: an empty folder says that nothing has begun
 * only of an intent of this boot.
 */
async function probe(
  folder: TaskFolder,
  at: number,
  bootedAt: () => number,
): Promise<'run' | 'unknown'> {
  const state = taskState(folder)
  if (state === 'unclaimed') return at < bootedAt() + clockSlackMs ? 'unknown' : 'run'
  if (state === 'claimed' || state === 'lost') {
    const end = state === 'lost' ? state : await awaitName(folder)
    if (end === 'lost') {
      await stopTask(folder, 'lost')
      return 'unknown'
    }
  }
  return 'run'
}

async function keep(folder: TaskFolder, artifacts: Artifacts | undefined): Promise<TaskEnd> {
  const end = readEnd(folder)
  if (!artifacts || end.tail === '' || end.bytes > keptBytes) return end
  return { ...end, output: await artifacts.put(await readFile(folder.out)) }
}
