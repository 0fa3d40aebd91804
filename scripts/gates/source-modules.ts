import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseSync, type Comment, type ParseResult, type Program } from 'oxc-parser'

export interface SourceModule {
  /** Relative to the root of the workspace, with forward slashes. */
  path: string
  program: Program
  comments: Comment[]
  imports: ParseResult['module']
  lineAt(offset: number): number
}

const generated = /(^|\/)(node_modules|dist)\//

/** Code that ships: below `src`, without tests, proofs and their fixtures. */
export const ships = (path: string) =>
  /\/src\//.test(path) && !/(\.(test|proof)\.tsx?$|\/__fixtures__\/)/.test(path)

export function sourcePaths(top: string, patterns: string[]): string[] {
  return globSync(patterns, { cwd: top, exclude: (path) => generated.test(`${path}/`) })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !generated.test(path))
    .toSorted()
}

export function parseModule(top: string, path: string): SourceModule {
  const text = readFileSync(join(top, path), 'utf8')
  const { program, comments, errors, module } = parseSync(path, text)
  const error = errors[0]
  if (error) throw new Error(`${path} does not parse: ${error.message}`)
  return { path, program, comments, imports: module, lineAt: lineCounter(text) }
}

/** Every TypeScript module of the packages and apps, tests included. */
export function sourceModules(top: string): SourceModule[] {
  return sourcePaths(top, ['{packages,apps}/*/src/**/*.{ts,tsx,mts}']).map((path) =>
    parseModule(top, path),
  )
}

const lineCounter = (text: string) => (offset: number) => text.slice(0, offset).split('\n').length
