import { readFile, stat } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { EvalsError } from '../evals-error.ts'
import { badSuite, parseSuite } from '../suite/parse-suite.ts'
import { suiteOf, type LoadedSuite, type Suite } from '../suite/suite.ts'
import { importSuite } from './import-suite.ts'
import { readJsonSuite, readYamlSuite } from './read-suite-text.ts'

/**
 * Reads a suite: a file of JSON or YAML, or a module of TypeScript or JavaScript whose default export is the suite, or a
 * function that makes it. A module is run. Paths in the suite begin at its folder; each workspace must be there.
 *
 * @throws EvalsError `bad_suite` that names the file, and every fault in it.
 */
export async function loadSuite(path: string): Promise<LoadedSuite> {
  const source = resolve(path)
  const file = parseSuite(await valueOf(source), source)
  const suite = suiteOf(file)
  const folder = dirname(source)
  const faults = await missingWorkspaces(suite, folder)
  if (faults.length > 0) throw badSuite(source, faults)
  return { suite, file, folder, source }
}

async function valueOf(path: string): Promise<unknown> {
  const found = await statOf(path)
  if (!found) throw cannot(path, 'there is no such file.')
  if (found.isDirectory()) {
    throw cannot(path, 'it is a folder: name the file of the suite in it.')
  }
  switch (extname(path).toLowerCase()) {
    case '.json':
      return readJsonSuite(await readFile(path, 'utf8'), path)
    case '.yaml':
    case '.yml':
      return readYamlSuite(await readFile(path, 'utf8'), path)
    case '.ts':
    case '.mts':
    case '.js':
    case '.mjs':
      return importSuite(path)
    default:
      throw cannot(path, 'its name must end in .json, .yaml, .yml, .ts, .mts, .js or .mjs.')
  }
}

const cannot = (path: string, why: string): EvalsError =>
  new EvalsError('bad_suite', `${path} cannot be read as a suite: ${why}`)

/** Undefined where there is nothing. */
async function statOf(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if (isNothingThere(error)) return undefined
    throw error
  }
}

const isNothingThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

async function missingWorkspaces({ cases }: Suite, folder: string): Promise<string[]> {
  const byFolder = Map.groupBy(cases, ({ workspace }) => workspace)
  const faults = await Promise.all(
    [...byFolder].map(async ([workspace, own]) => {
      if (workspace === null) return []
      const path = resolve(folder, workspace)
      const found = await statOf(path)
      if (found?.isDirectory()) return []
      const what = found ? 'is no folder' : 'is not there'
      return own.map(({ id }) => `case ${JSON.stringify(id)} › workspace: ${path} ${what}`)
    }),
  )
  return faults.flat()
}
