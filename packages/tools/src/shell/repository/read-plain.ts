import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/** What a file holds; undefined where there is none; `strange` for what is no file, too large or may not be read. */
export function readPlain(path: string, most: number): Buffer | 'strange' | undefined {
  try {
    // A pipe is not waited for.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const { size } = fstatSync(file)
      return fstatSync(file).isFile() && size <= most ? readFileSync(file) : 'strange'
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : 'strange'
  }
}
