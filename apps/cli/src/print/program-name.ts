import { basename, relative } from 'node:path'

/** What to type to run this program again: its name where it is installed, its file where it is not. */
export function programName(): string {
  const file = process.argv[1] ?? 'harness'
  return basename(file) === 'harness' ? 'harness' : `node ${relative(process.cwd(), file)}`
}
