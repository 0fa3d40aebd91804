import { basename } from 'node:path'
import { ConfigError } from '@harness/config'
import { changeFile, type ChangedFile, type FileChange } from '../../config/change-file.ts'
import { SdkError } from '../../sdk-error.ts'
import { digestOf } from '../../trust/digest-of.ts'
import { trustOf, type Folders } from '../../trust/trust-store.ts'

/**
 * Changes a file because a person said so, be it trusted or not. It stays trusted where it was, or where there was nothing
 * in a folder that is; what the person did not look at is never trusted by it.
 */
export async function changeServerFile(
  file: ChangedFile,
  change: Omit<FileChange, 'trusts'>,
): Promise<boolean> {
  try {
    return await changeFile(file, { ...change, trusts: (folders) => isTrusted(file, folders) })
  } catch (error) {
    if (error instanceof ConfigError) {
      throw new SdkError('invalid_config', `Nothing was written. ${error.message}`, {
        cause: error,
      })
    }
    if (!isOfSystem(error)) throw error
    const message = `${file.path} cannot be written (${error.code}): look at what stands in its way.`
    throw new SdkError('invalid_option', message, { cause: error })
  }
}

function isTrusted({ folder, path }: ChangedFile, folders: Folders): boolean {
  const trusted = trustOf(folders, folder)
  if (!trusted) return false
  const digest = digestOf(path)
  return digest === undefined || digest === trusted.files[basename(path)]
}

const isOfSystem = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error
