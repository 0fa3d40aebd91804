import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { commandRunner } from '../built/kernel-node.ts'
import { testContext } from '../built/kernel-testing.ts'
import { globTool, readFileTool, searchTool, shellTool } from '../built/tools.ts'
import { useTool } from '../loops/use-tool.ts'
import { wallOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark } from '../report/row.ts'

/** A large tree that is there anyhow: every package of this workspace, as it was installed. */
const packages = join(import.meta.dirname, '../../node_modules/.pnpm')
const pattern = 'createServer\\('

/** The tools that a coding agent uses most, against the programs under them. */
export const toolsBenchmark: Benchmark = {
  name: 'tools',
  about: 'search, glob, a read and a command, against ripgrep and a bare spawn',
  async run() {
    await using folder = await temporaryFolder()
    // Where it stands the workspace's own .gitignore leaves it out.
    const tree = join(folder.path, 'tree')
    await cp(packages, tree, { recursive: true, verbatimSymlinks: true })
    const rgPath = await ripgrepPath()
    const search = searchTool()
    const glob = globTool()
    const read = readFileTool()
    const common = ['--no-config', '--hidden', '--glob=!.git']
    const wall = await interleave(
      {
        search: () => wallOf(() => useTool(search, { pattern }, tree)),
        ripgrep: () => wallOf(() => output(rgPath, [...common, '-n', pattern, './'], tree)),
        glob: () => wallOf(() => useTool(glob, { pattern: '**/package.json' }, tree)),
        files: () => wallOf(() => output(rgPath, [...common, '--files', './'], tree)),
        read: () => wallOf(() => useTool(read, { path: 'lock.yaml', limit: 200 }, tree)),
        command: () => wallOf(() => runCommand(folder.path)),
        bare: () => wallOf(() => output('/bin/sh', ['-c', 'true'], tree)),
      },
      { rounds: 5, warmUp: 1 },
    )
    return [
      {
        what: 'search of a large tree',
        unit: 'ms',
        ours: wall('search'),
        baseline: { what: 'ripgrep', value: wall('ripgrep') },
      },
      {
        what: 'glob of a large tree',
        unit: 'ms',
        ours: wall('glob'),
        baseline: { what: 'ripgrep --files', value: wall('files') },
      },
      { what: 'read of 200 lines', unit: 'ms', ours: wall('read') },
      {
        what: 'a command and its end',
        unit: 'ms',
        ours: wall('command'),
        baseline: { what: 'bare spawn', value: wall('bare') },
      },
    ]
  },
}

/** The very program that the tools run. */
async function ripgrepPath(): Promise<string> {
  const { resolve } = createRequire(new URL('../../packages/tools/package.json', import.meta.url))
  const found: unknown = await import(pathToFileURL(resolve('@vscode/ripgrep')).href)
  if (typeof found === 'object' && found !== null && 'rgPath' in found) return String(found.rgPath)
  throw new Error('there is no ripgrep')
}

let task = 0

async function runCommand(folder: string): Promise<void> {
  const context = { workspace: folder, signal: new AbortController().signal }
  const runner = commandRunner({ folder: () => folder })
  const spec = await commandOf(folder)
  task += 1
  await runner.run({ session: 'bench', task, at: Date.now() }, spec, context)
}

async function commandOf(cwd: string) {
  const preparation = await shellTool().prepare({ command: 'true' }, testContext(cwd))
  if (preparation.kind === 'ready' && preparation.prepared.task?.kind === 'command') {
    return preparation.prepared.task
  }
  throw new Error('it is no command')
}

/** Runs a program to its end, reading what it writes. */
async function output(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.resume()
  await once(child, 'close')
}
