import { lstat } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import { type ActContext, done, failed, type Prepared, type ToolResult } from '@harness/kernel'
import { faultOf, type Fault } from '../files/fault.ts'
import { resolvePath } from '../files/resolve-path.ts'
import { type Complaint, findRipgrep, runRipgrep, type RipgrepRun } from './ripgrep.ts'

export interface SearchOptions {
  /** The ripgrep to use; default: the one of the npm package `@vscode/ripgrep`. */
  ripgrep?: string
  /** Files that hold secrets: `search` leaves them out unless it is given one itself. Default: none. */
  isSecret?(path: string): boolean
}

export interface Look extends Pick<RipgrepRun, 'args' | 'separator' | 'take'> {
  /** Where to look, as the model wrote it. */
  path: string
  options: SearchOptions
}

/** Runs ripgrep over the folder or file that was prepared. Resolves with the failure to tell, or with what could not be read. */
export async function lookFor(
  look: Look,
  prepared: Prepared,
  context: ActContext,
): Promise<ToolResult | Complaint> {
  const place = await resolvePath(context.workspace, look.path)
  if ('code' in place) return failed(place.code, place.message)
  if (place.path !== prepared.facts) return failed('stale', `${look.path} leads elsewhere now.`)
  const missing = await missingFault(place.path, look.path)
  if (missing) return failed(missing.code, missing.message)
  const program = look.options.ripgrep ?? (await findRipgrep())
  if (!program) return failed('no_ripgrep', 'There is no ripgrep here; search with a command.')
  const end = await runRipgrep({
    program,
    args: [...look.args, '--', place.outside ? place.path : `./${place.target}`],
    cwd: context.workspace,
    signal: context.signal,
    separator: look.separator,
    take: look.take,
  })
  return typeof end === 'string' ? end : failed(end.code, end.message)
}

async function missingFault(path: string, name: string): Promise<Fault | undefined> {
  try {
    await lstat(path)
    return undefined
  } catch (error) {
    return faultOf(error, name)
  }
}

/** Characters: as much as a full answer has room for. */
const mostComplaint = 250

/** What was found, and what could not be looked into. */
export const found = (text: string, complaint: Complaint): ToolResult =>
  done(complaint === '' ? text : `${text}\n[left out: ${complaint.slice(0, mostComplaint)}]`)

/** What a look for files gives ripgrep: their paths, in order. */
export const everyFile: readonly string[] = ['--sort=path', '--files', '--null']

/** A path as ripgrep prints it, as rules and people write it. */
export const plainPath = (path: string): string =>
  path
    .replace(/^(\.\/)+/, '')
    .split(sep)
    .join('/')

/** A path relative to the folder that was looked into. */
export function below(folder: string, path: string): string {
  if (folder === '.') return path
  // A file that was looked into itself.
  return relative(folder, path).split(sep).join('/') || basename(path)
}
