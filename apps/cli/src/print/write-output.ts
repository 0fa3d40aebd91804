import { open } from 'node:fs/promises'
import { UsageError } from '../outcome/usage-error.ts'

/**
 * Writes a file that `--output` names. One that is there already stays, unless `force`. Nothing is opened before there is a
 * first piece: what cannot be had leaves no empty file.
 */
export async function writeOutput(
  path: string,
  pieces: AsyncGenerator<string>,
  { force }: { force: boolean },
): Promise<void> {
  const first = await pieces.next()
  await using file = await opened(path, force ? 'w' : 'wx')
  if (!first.done) await file.writeFile(first.value)
  for await (const piece of pieces) await file.writeFile(piece)
}

async function opened(path: string, flag: 'w' | 'wx') {
  try {
    return await open(path, flag)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new UsageError(`Nothing was written to ${path}: ${why(code)}.`)
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
    default:
      return `it could not be opened (${String(code)})`
  }
}
