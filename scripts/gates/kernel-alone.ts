import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { blocksOf } from './code-blocks.ts'
import { runAlone, type Gate } from './gate.ts'
import { packedPackages } from './packed.ts'
import { runCommand } from './run-command.ts'
import { temporaryFolder } from './temporary-folder.ts'

const readme = 'packages/kernel/README.md'

/** The packed kernel in an empty folder brings only zod, and its first example runs there. */
export const kernelAlone: Gate = {
  name: 'kernel alone',
  async run(top) {
    const packed = await packedPackages(top)
    const kernel = packed.find(({ package: { path } }) => path === 'packages/kernel')
    if (!kernel) return { seen: 'no kernel', problems: ['packages/kernel was not packed'] }
    const folder = temporaryFolder(tmpdir(), 'kernel-alone')
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--prefer-offline']
    const installed = await runCommand('npm', ['install', kernel.tarball, ...flags], {
      cwd: folder,
    })
    if (installed.code !== 0) return { seen: 'no installation', problems: [installed.output] }
    const names = installedPackages(folder)
    const problems = foreign(names).map((name) => `the kernel brings ${name}`)
    problems.push(...(await exampleProblems(top, folder)))
    return { seen: `installed ${names.join(', ')}`, problems }
  },
}

async function exampleProblems(top: string, folder: string): Promise<string[]> {
  const blocks = existsSync(join(top, readme)) ? blocksOf(top, readme) : []
  const example = blocks.find(({ runs }) => runs)
  if (!example) return [`${readme} has no \`\`\`ts run block`]
  writeFileSync(join(folder, 'example.ts'), example.text)
  const { code, output } = await runCommand('node', ['example.ts'], {
    cwd: folder,
    timeoutMs: 30_000,
  })
  return code === 0 ? [] : [`${readme}:${example.line} does not run alone\n${output}`]
}

/** Names of everything in `node_modules`, scopes resolved, npm's own records left out. */
export function installedPackages(folder: string): string[] {
  const modules = join(folder, 'node_modules')
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((n) => `${name}/${n}`) : [name],
    )
}

export const foreign = (names: string[]) =>
  names.filter((name) => name !== '@harness/kernel' && name !== 'zod')

if (import.meta.main) await runAlone(kernelAlone)
