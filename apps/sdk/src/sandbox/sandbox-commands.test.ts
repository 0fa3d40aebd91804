import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CommandSpec, TaskEnd, TaskRunner } from '@harness/kernel'
import { commandRunner } from '@harness/kernel/node'
import { scratchIn } from '../setup/scratch.ts'
import { sandboxCommands, type Sandboxing } from './sandbox-commands.ts'
import { sandboxHere } from './sandbox-here.ts'

const found = await sandboxHere()
if (found.kind === 'none') process.stderr.write(`skipped: ${found.why}; ${found.fix}\n`)

/** A session in a home of the harness, and a workspace beside it. */
function world(changes: Partial<Sandboxing> = {}) {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'sandboxing-')))
  const [home, workspace] = [join(top, 'home'), join(top, 'work')]
  for (const folder of [home, workspace]) mkdirSync(folder)
  const scratch = scratchIn(home)
  const runner = commandRunner({ folder: (id) => scratch.session(id) })
  const sandboxing = {
    settings: undefined,
    scratch,
    workspaceOf: () => workspace,
    hidden: [home],
    ...changes,
  }
  return { top, home, workspace, scratch, runner: sandboxCommands(runner, sandboxing) }
}

let last = 0
function shell(runner: TaskRunner, cwd: string, script: string): Promise<TaskEnd> {
  const spec: CommandSpec = {
    kind: 'command',
    argv: ['/bin/sh', '-c', script],
    cwd,
    env: { PATH: '/usr/bin:/bin', HOME: homedir() },
    timeoutMs: 9000,
    outputCap: 99_999,
  }
  const handle = { session: 's', task: (last += 1), at: Date.now() }
  return runner.run(handle, spec, { signal: new AbortController().signal })
}

test.runIf(found.kind === 'bubblewrap')(
  'commands see their workspace, what they keep, and nothing of the harness',
  async () => {
    const { home, workspace, scratch, runner } = world()
    const kept = join(scratch.session('s'), 'shell')
    const end = await shell(
      await runner,
      workspace,
      `echo a >a; echo b >${kept}/b; ls ${home}/sessions/s; echo evil >${home}/config.jsonc`,
    )
    expect(end).toMatchObject({ head: 'shell\n' })
    expect(readFileSync(join(workspace, 'a'), 'utf8')).toBe('a\n')
    expect(readdirSync(kept)).toEqual(['b'])
    expect(readdirSync(home)).toEqual(['sessions'])
  },
)

test.runIf(found.kind === 'bubblewrap')(
  'settings name folders from the workspace or from the home',
  async () => {
    const { top, workspace, runner } = world({
      settings: { writable: ['../more', '~/no-such-folder'] },
    })
    mkdirSync(join(top, 'more'))
    expect(await shell(await runner, workspace, 'echo x >../more/x')).toMatchObject({ code: 0 })
  },
)

test('a command that somebody allowed runs outside', async () => {
  const one = world({ isOutside: () => true })
  expect(await shell(await one.runner, one.workspace, 'echo x >../x')).toMatchObject({ code: 0 })
})

test.runIf(found.kind === 'bubblewrap')(
  'git knows who commits as it does outside, and nothing else of that configuration',
  async () => {
    const { top, workspace, runner } = world()
    const config =
      '[user]\n\tname = "Say \\"so\\" #1"\n\temail = a@example.com\n[http]\n\textraHeader = token\n'
    writeFileSync(join(top, '.gitconfig'), config)
    const before = process.env['HOME']
    process.env['HOME'] = top
    onTestFinished(() => void (process.env['HOME'] = before))
    const end = await shell(
      await runner,
      workspace,
      'git var GIT_AUTHOR_IDENT; git config --list --global',
    )
    expect(end).toMatchObject({ code: 0 })
    expect(end).toMatchObject({ head: expect.stringContaining('Say "so" #1 <a@example.com>') })
    expect(end).not.toMatchObject({ head: expect.stringContaining('token') })
  },
)
