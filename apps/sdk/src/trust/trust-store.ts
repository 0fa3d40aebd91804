// Which folders a person trusts: their real paths, in one file of the person's own.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { SdkError } from '../sdk-error.ts'

const TrustFile = z.strictObject({
  /** By real path, when they were trusted: milliseconds since 1970. */
  folders: z.record(z.string(), z.strictObject({ at: z.number() })),
})
type TrustFile = z.infer<typeof TrustFile>

const pathOf = (home: string): string => join(home, 'trust.json')

/** The trusted folders. A file that makes no sense trusts nothing, and says so. */
export async function trustedFolders(home: string): Promise<TrustFile['folders']> {
  const path = pathOf(home)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw unreadable(path, error)
  }
  try {
    return TrustFile.parse(JSON.parse(text)).folders
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Writes the whole file at once: a kill leaves the old or the new one. */
export async function saveTrust(home: string, folders: TrustFile['folders']): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  const path = pathOf(home)
  const fresh = `${path}.${randomUUID()}`
  await writeFile(fresh, `${JSON.stringify({ folders }, null, 2)}\n`, { mode: 0o600 })
  await rename(fresh, path)
}

const unreadable = (path: string, cause: unknown) =>
  new SdkError(
    'invalid_option',
    `${path} cannot be read as what it is: mend it, or remove it and trust your folders anew.`,
    { cause },
  )
