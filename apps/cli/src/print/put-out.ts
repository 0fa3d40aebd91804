import { open } from 'node:fs/promises'
import { UsageError } from '../outcome/usage-error.ts'
import { shownPath } from './shown-path.ts'

interface Where {
  /** A file; undefined: standard output. */
  output: string | undefined
  force: boolean
}

/** Writes what a command makes where `--output` says, and tells where that is. */
export async function putOut(
  pieces: AsyncGenerator<string>,
  { output, force }: Where,
): Promise<void> {
  if (output === undefined) {
    for await (const piece of pieces) process.stdout.write(piece)
    return
  }
  await writeOutput(output, pieces, { force })
  process.stderr.write(`Written: ${shownPath(output)}\n`)
}

/**
 * Writes a file that `--output` names. One that is there already stays, unless `force`. Nothing is opened before there is a
 * first piece: what cannot be had leaves no empty file.
 */
async function writeOutput(
  path: string,
  pieces: AsyncGenerator<string>,
  { force }: { force: boolean },
): Promise<void> {
  const first = await pieces.next()
  await using file = await opened(path, force ? 'w' : 'wx')
  const write = async (piece: string) => {
    try {
      await file.writeFile(piece)
    } catch (error) {
      throw new UsageError(`${path} is not whole: ${why(codeOf(error))}.`)
    }
  }
  if (!first.done) await write(first.value)
  for await (const piece of pieces) await write(piece)
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

async function opened(path: string, flag: 'w' | 'wx') {
  try {
    return await open(path, flag)
  } catch (error) {
    throw new UsageError(`Nothing was written to ${path}: ${why(codeOf(error))}.`)
  }
}

function why(code: unknown): string {
  switch (code) {
    case 'EEXIST':
      return 'it is there already. Name another file, or say --force to write over it'
    case 'ENOENT':
      return 'its folder is not there'
    case 'EISDIR':
      return 'it is a folder. Name a file in it'
    case 'EACCES':
    case 'EPERM':
      return 'permission was denied'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'there is no room left on its disk'
    default:
      return `it could not be written (${String(code)})`
  }
}

/** A text that is there as a whole, as `putOut` takes it. */
export async function* wholeText(text: string): AsyncGenerator<string> {
  yield text
}
