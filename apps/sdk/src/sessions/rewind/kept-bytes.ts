import { createHash } from 'node:crypto'
import { KernelError, type Artifacts, type FileBefore, type KernelErrorCode } from '@harness/kernel'

/** What a file was: null where there was none, undefined where it is not kept, or is not what it was. */
export async function keptBytes(
  { artifacts }: { artifacts: Artifacts },
  { hash, artifact }: FileBefore,
): Promise<Uint8Array | null | undefined> {
  if (hash === null) return null
  const bytes = artifact === undefined ? undefined : await whole(artifacts, artifact)
  return bytes && hashOf(bytes) === hash ? bytes : undefined
}

async function whole(artifacts: Artifacts, artifact: string): Promise<Uint8Array | undefined> {
  try {
    return await artifacts.get(artifact)
  } catch (error) {
    if (error instanceof KernelError && lost.has(error.code)) return undefined
    throw error
  }
}

const hashOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** It is damaged, or a secret in it is not known here. */
const lost: ReadonlySet<KernelErrorCode> = new Set(['session_damaged', 'secret_missing'])
