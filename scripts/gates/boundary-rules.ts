import { isBuiltin } from 'node:module'
import { posix } from 'node:path'

import type { WorkspacePackage } from '../workspace-packages.ts'

/** The exceptions to "every package imports the kernel and nothing of ours". */
const siblings: Record<string, RegExp> = {
  kernel: /^kernel$/,
  providers: /^(kernel|provider-.+)$/,
  evals: /^(kernel|traces)$/,
  sdk: /^(?!cli$|tui$|sdk$)/,
  cli: /^(sdk|kernel|evals|traces|tui)$/,
  tui: /^(sdk|kernel|evals|traces)$/,
}
const onlyKernel = /^kernel$/

export interface Importer {
  path: string
  owner: WorkspacePackage
  isTest: boolean
}

export interface Workspace {
  packages: WorkspacePackage[]
  /** What tests may use besides their package's own dependencies. */
  testDependencies: string[]
}

/** Why an import is refused, or `undefined` when it is allowed. */
export function refusal(from: Importer, specifier: string, workspace: Workspace) {
  if (specifier.startsWith('.')) return refuseRelative(from, specifier)
  const area = areaOf(from)
  if (isBuiltin(specifier) || specifier.startsWith('node:')) {
    const isFree = area === 'root' || area === 'wire'
    return isFree ? `the kernel's ${area} is free of Node` : undefined
  }
  if (specifier.startsWith('@harness/')) return refuseOurs(from, specifier, workspace)
  if (area === 'root' && specifier !== 'zod') return 'the kernel root imports zod and itself'
  return refuseForeign(from, specifier, workspace)
}

/** The entries of the kernel, and which of the others each may know; the rest of its folders are its root. */
const knows: Record<string, readonly string[]> = {
  root: [],
  node: ['root'],
  wire: ['root'],
  testing: ['root', 'node'],
}

const kernelArea = (folder = 'root') => (folder in knows ? folder : 'root')

/** Tests follow none of the entries' rules. */
function areaOf({ path, owner, isTest }: Importer): string | undefined {
  if (owner.manifest.name !== '@harness/kernel' || isTest) return undefined
  return kernelArea(path.slice(`${owner.path}/src/`.length).split('/')[0])
}

function refuseRelative(from: Importer, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(from.path), specifier)
  const inside = `${from.owner.path}/src/`
  if (!target.startsWith(inside)) return 'a relative import stays inside its package'
  const area = areaOf(from)
  const other = kernelArea(target.slice(inside.length).split('/')[0])
  if (area === undefined || area === other || knows[area]?.includes(other)) return undefined
  return `the kernel's ${area} does not know /${other}`
}

function refuseOurs(from: Importer, specifier: string, { packages }: Workspace) {
  const [, short = '', ...rest] = specifier.split('/')
  const target = packages.find(({ manifest }) => manifest.name === `@harness/${short}`)
  if (!target) return 'there is no such package'
  const entry = ['.', ...rest].join('/')
  if (!target.manifest.exports?.[entry]) return `"${entry}" is not a published entry point`
  const own = from.owner.manifest.name.slice('@harness/'.length)
  if (!(siblings[own] ?? onlyKernel).test(short)) return `${own} may not import ${short}`
  const area = areaOf(from)
  if (area === 'root') return 'the kernel root imports itself by path'
  if (entry === './testing' && !from.isTest && area !== 'testing') return '/testing is for tests'
  return short === own || declares(from, target.manifest.name)
    ? undefined
    : `${target.manifest.name} is not in its package.json`
}

function refuseForeign(from: Importer, specifier: string, { testDependencies }: Workspace) {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  const known = declares(from, name) || (from.isTest && testDependencies.includes(name))
  return known ? undefined : `${name} is not in its package.json`
}

/** A bundled app has no runtime dependencies, so there its development dependencies count. */
function declares({ owner: { manifest }, isTest }: Importer, name: string): boolean {
  const bundled = manifest.exports === undefined
  const development = bundled || isTest ? manifest.devDependencies : {}
  return name in { ...manifest.dependencies, ...manifest.optionalDependencies, ...development }
}
