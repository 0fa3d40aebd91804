import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

import type { Packed } from '../gates/packed.ts'
import { runCommand } from '../gates/run-command.ts'
import { exampleSources, examplesFolder } from './examples.ts'

const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--prefer-offline']

export interface Installed {
  folder: string
  seconds: number
  /** Packages in `node_modules`, ours included. */
  packages: number
  bytes: number
  /** The largest packages with their bytes, the largest first. */
  largest: readonly (readonly [name: string, bytes: number])[]
}

/** Node of another major version: the npm package of that name brings its binary. Answers its path. */
export async function installNode(folder: string, version: string): Promise<string> {
  await npm(['install', `node@${version}`, ...flags], { folder })
  return join(folder, 'node_modules/node/bin/node')
}

/** A plain project of npm with our tarballs and what the examples want of others, and the examples in it. */
export async function installPacked(
  folder: string,
  { packed, node }: { packed: readonly Packed[]; node: string },
): Promise<Installed> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifestOf(packed), undefined, 2))
  const from = performance.now()
  await npm(['install', ...flags], { folder, node })
  const seconds = (performance.now() - from) / 1000
  for (const file of exampleSources()) cpSync(join(examplesFolder, file), join(folder, file))
  const lock = Object.entries(lockOf(folder))
  const strangers = lock.filter(
    ([path, { resolved = '' }]) => /@harness\/[^/]+$/.test(path) && !resolved.startsWith('file:'),
  )
  if (strangers.length > 0) {
    throw new Error(`not from a tarball: ${strangers.map(([path]) => path).join(', ')}`)
  }
  const sizes = lock
    .filter(([path]) => path !== '' && existsSync(join(folder, path)))
    .map(([path]) => [path.replace('node_modules/', ''), bytesOf(join(folder, path))] as const)
    .toSorted(([, a], [, b]) => b - a)
  const bytes = sizes.reduce((sum, [, each]) => sum + each, 0)
  return { folder, seconds, packages: sizes.length, bytes, largest: sizes.slice(0, 6) }
}

/** Only what a program names stands in `dependencies`; the rest must be found by what those say that they need. */
function manifestOf(packed: readonly Packed[]): object {
  const ours = packed.map(({ package: { manifest }, tarball }) => ({
    name: manifest.name,
    spec: `file:${tarball}`,
  }))
  const example: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(examplesFolder, 'package.json'), 'utf8'),
  )
  const names = Object.keys(example.dependencies)
  const specs = new Map(ours.map(({ name, spec }) => [name, spec]))
  return {
    name: 'stranger',
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(
      names.map((name) => [name, specs.get(name) ?? versionOf(name)]),
    ),
    // No registry has these versions yet.
    overrides: Object.fromEntries(
      ours.map(({ name, spec }) => [name, names.includes(name) ? `$${name}` : spec]),
    ),
  }
}

/** The version that this workspace has. */
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(join(examplesFolder, 'node_modules', name, 'package.json'), 'utf8'))
    .version

function lockOf(folder: string): Record<string, { resolved?: string }> {
  const text = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  return JSON.parse(text).packages
}

async function npm(
  args: readonly string[],
  { folder, node = process.execPath }: { folder: string; node?: string },
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const path = [dirname(node), process.env['PATH']].join(delimiter)
  const { code, output } = await runCommand('npm', [...args], { cwd: folder, env: { PATH: path } })
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}\n${output}`)
}

/** Of a package, without those inside it. */
const bytesOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .reduce((sum, path) => {
      const found = lstatSync(path)
      return sum + (found.isDirectory() ? bytesOf(path) : found.size)
    }, 0)
