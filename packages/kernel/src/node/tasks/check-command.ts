import { accessSync, constants, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CommandSpec } from '../../events/task.ts'

/** The program to run, or why it cannot be: a missing folder or program is known before anything is claimed. */
export function checkCommand({
  argv,
  cwd,
  env,
}: CommandSpec): { program: string } | { fault: string } {
  const [name = ''] = argv
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) {
    return { fault: `the folder ${cwd} does not exist: give an existing one` }
  }
  const program = placesOf(name, env['PATH'] ?? '')
    .map((place) => resolve(cwd, place))
    .find(isProgram)
  if (program !== undefined) return { program }
  return { fault: `there is no program ${JSON.stringify(name)}: check its name and PATH` }
}

const placesOf = (name: string, path: string): string[] =>
  name.includes('/') ? [name] : path.split(':').map((folder) => resolve('/', folder, name))

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
