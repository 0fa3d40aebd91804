import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CommandSpec, TaskEnd, TaskRunner } from '@harness/kernel'
import { commandRunner } from '@harness/kernel/node'
import { findSandbox } from '../find-sandbox.ts'
import type { SandboxPlace } from '../make-profile.ts'
import { sandboxedRunner } from '../sandboxed-runner.ts'

const found = await findSandbox()
if (found.kind !== 'bubblewrap') {
  const why = found.kind === 'none' ? `${found.why}; ${found.fix}` : 'this is not Linux'
  process.stderr.write(`skipped: ${why}\n`)
}

/** Whether the wall can be tried out on this machine. */
export const hasWall = found.kind === 'bubblewrap'

export interface WalledWorld {
  workspace: string
  /** A folder that is not the workspace. */
  outside: string
  scratch: string
  /** A runner with a wall, as another process has it. */
  again(): TaskRunner
  /** Runs a shell command inside. */
  shell(script: string, options?: WalledOptions): Promise<Exited>
}

type Exited = Extract<TaskEnd, { kind: 'exited' }>

interface WalledOptions extends Partial<CommandSpec> {
  signal?: AbortSignal
  place?: Partial<SandboxPlace>
}

let last = 0

export function walledWorld(): WalledWorld {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'walled-')))
  const at = (name: string) => join(top, name)
  const [workspace, outside, tasks, scratch] = [
    at('work'),
    at('outside'),
    at('tasks'),
    at('scratch'),
  ]
  for (const folder of [workspace, outside, tasks]) mkdirSync(folder)
  const runnerAt = (place: Partial<SandboxPlace>) =>
    sandboxedRunner(commandRunner({ folder: () => tasks }), {
      place: () => ({ workspace, scratch, ...place }),
      find: async () => found,
      without: 'refuse',
    })
  const plain = runnerAt({})
  const runners = new Map<Partial<SandboxPlace>, TaskRunner>()
  /** The same place is the same runner's. */
  const runnerOf = (place: Partial<SandboxPlace>) => {
    const runner = runners.get(place) ?? runnerAt(place)
    runners.set(place, runner)
    return runner
  }
  return {
    workspace,
    outside,
    scratch,
    again: () => runnerAt({}),
    async shell(script, { signal, place, ...changes } = {}) {
      const runner = place === undefined ? plain : runnerOf(place)
      const end = await runner.run(
        { session: 's', task: (last += 1), at: Date.now() },
        { ...specOf(workspace, script), ...changes },
        { signal: signal ?? new AbortController().signal },
      )
      if (end.kind !== 'exited') throw new Error(JSON.stringify(end))
      return end
    },
  }
}

const specOf = (cwd: string, script: string): CommandSpec => ({
  kind: 'command',
  argv: ['/bin/sh', '-c', script],
  cwd,
  env: {
    // The tests themselves may run with a newer Node than PATH leads to.
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: process.env['HOME'] ?? '/',
  },
  timeoutMs: 20_000,
  outputCap: 1 << 20,
})
