import type { TaskEnd, TaskHandle, TaskRunner } from '@harness/kernel'
import type { CommandRecord } from '../../record/command-record.ts'
import { AttemptFault, type AttemptStage } from './attempt-fault.ts'
import type { Attempt } from './attempt-world.ts'

/** Bytes of output after which a command is ended. */
const outputCap = 16 * 1024 * 1024

/** How often one command is begun, at most: what is lost each time is not only unlucky. */
const mostTimes = 100

/** The name of a command that was begun so often before. */
export const taskOf = (number: number, times: number): number => number * mostTimes + times + 1

export interface SuiteCommand {
  kind: 'setup' | 'verify'
  /** Tells it from the other commands of the attempt, in every process. */
  number: number
  run: string
  timeoutMs: number
  /** The stage that it keeps from being done when it cannot be begun. */
  stage: AttemptStage
}

/**
 * Runs a command of the suite, or takes over the one that an earlier process began, and answers what became of it. One that
 * was ended by a stop, or of which nothing is known, is run again. Throws an `AttemptFault` when it cannot be begun.
 */
export async function runCommand(attempt: Attempt, command: SuiteCommand): Promise<CommandRecord> {
  const { world, place, id } = attempt
  const { runtime, commands, env } = world.options
  const runner = commands(command.kind, { tasks: place.tasks, workspace: place.workspace })
  for (let times = 0; times < mostTimes; times++) {
    const handle = { session: id, task: taskOf(command.number, times), at: runtime.now() }
    const end = await runOnce(attempt, { runner, handle, command, env })
    world.stop.throwIfAborted()
    if (end?.kind === 'failed') throw new AttemptFault(command.stage, 'not_started', end.message)
    if (end?.kind === 'exited' && end.stopped !== 'cancelled') return recordOf(command, end)
  }
  const message = `\`${command.run}\` was begun ${mostTimes} times and ended from outside each time.`
  throw new AttemptFault(command.stage, 'never_ended', message)
}

interface Once {
  runner: TaskRunner
  handle: TaskHandle
  command: SuiteCommand
  env: Readonly<Record<string, string>>
}

/** Undefined when nothing is known of it. */
async function runOnce(
  { world, place }: Attempt,
  { runner, handle, command, env }: Once,
): Promise<TaskEnd | undefined> {
  if ((await runner.probe(handle)) === 'unknown') return undefined
  return runner.run(
    handle,
    {
      kind: 'command',
      argv: ['/bin/sh', '-c', command.run],
      cwd: place.workspace,
      env: { ...env },
      timeoutMs: command.timeoutMs,
      outputCap,
    },
    { signal: world.cancel },
  )
}

const recordOf = (
  { run }: SuiteCommand,
  { code, stopped, head, tail, bytes, durationMs }: Extract<TaskEnd, { kind: 'exited' }>,
): CommandRecord => ({
  run,
  exitCode: code,
  stopped: stopped ?? null,
  fault: null,
  head,
  tail,
  bytes,
  ms: durationMs,
})
