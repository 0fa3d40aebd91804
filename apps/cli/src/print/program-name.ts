import { basename, relative } from 'node:path'

/** What to type to run this program again: its name where it is installed, its file where it is not. */
export function programName(): string {
  const file = process.argv[1] ?? 'harness'
  if (process.env['npm_lifecycle_event'] !== undefined) {
    return `npx --yes pnpm@12 exec node ${relative(process.cwd(), file)}`
  }
  return basename(file) === 'harness' ? 'harness' : `node ${relative(process.cwd(), file)}`
}
