import { plainPath, type SearchOptions } from './look-for.ts'
import { findRipgrep, runRipgrep } from './ripgrep.ts'

/**
 * Every file below a folder that `.gitignore` does not name, by its path relative to the folder with forward slashes, in
 * order of path; folders that cannot be read are left out. Rejects when there is no ripgrep, or with the signal's reason.
 */
export async function* listFiles(
  folder: string,
  signal: AbortSignal,
  options: SearchOptions = {},
): AsyncGenerator<string> {
  const program = options.ripgrep ?? (await findRipgrep())
  if (!program) throw new Error('there is no ripgrep for this platform')
  const paths: string[] = []
  const end = await runRipgrep({
    program,
    args: ['--sort=path', '--files', '--null'],
    cwd: folder,
    signal,
    separator: '\0',
    take: (record) => paths.push(plainPath(record)) > 0,
  })
  signal.throwIfAborted()
  if (typeof end !== 'string') throw new Error(end.message)
  yield* paths
}
