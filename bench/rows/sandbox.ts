import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { commandRunner } from '../built/kernel-node.ts'
import { findSandbox, sandboxedRunner } from '../built/permissions.ts'
import { wallOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark } from '../report/row.ts'

/** A large tree that is there anyhow: every package of this workspace, as it was installed. */
const packages = join(import.meta.dirname, '../../node_modules/.pnpm')

/** What the wall around a command costs. */
export const sandboxBenchmark: Benchmark = {
  name: 'sandbox',
  about: 'a command in the sandbox, in a small folder and in a large one, against one without',
  async run() {
    const found = await findSandbox()
    if (found.kind === 'none') return []
    await using folder = await temporaryFolder()
    const [small, large] = [join(folder.path, 'small'), join(folder.path, 'large')]
    await mkdir(small)
    await cp(packages, large, { recursive: true, verbatimSymlinks: true })
    const bare = commandRunner({ folder: () => join(folder.path, 'tasks') })
    const walledIn = (workspace: string) =>
      sandboxedRunner(bare, {
        place: () => ({ workspace, scratch: join(folder.path, 'scratch') }),
        find: async () => found,
        without: 'refuse',
      })
    const runners = { bare, small: walledIn(small), large: walledIn(large) }
    let task = 0
    const time = (name: keyof typeof runners, cwd: string) => () =>
      wallOf(() =>
        runners[name].run(
          { session: 'bench', task: (task += 1), at: Date.now() },
          { ...plain, cwd },
          { signal: new AbortController().signal },
        ),
      )
    const wall = await interleave(
      { bare: time('bare', small), small: time('small', small), large: time('large', large) },
      { rounds: 9, warmUp: 2 },
    )
    const baseline = { what: 'without', value: wall('bare') }
    return [
      { what: 'a command in the sandbox', unit: 'ms', ours: wall('small'), baseline },
      { what: '… where there are 19,000 files', unit: 'ms', ours: wall('large'), baseline },
    ]
  },
}

const plain = {
  kind: 'command' as const,
  argv: ['/bin/sh', '-c', 'true'],
  env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' },
  timeoutMs: 20_000,
  outputCap: 1 << 20,
}
