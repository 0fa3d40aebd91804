import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'folder'

/** The folder that is worked in. */
export async function checkFolder({ folder }: Pick<Ground, 'folder'>): Promise<Check[]> {
  if (folder instanceof SdkError) {
    const fix = 'go to a folder of yours, or name one: --cwd FOLDER'
    return [{ name, status: 'fail', found: folder.message, fix }]
  }
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!isWritable) {
    const found = `${folder} is read-only: files can be read there, and none changed`
    return [{ name, status: 'warn', found, fix: 'give this user write access, or work on a copy' }]
  }
  if (folder === '/' || folder === homedir()) {
    const what = folder === '/' ? 'the root of this machine' : 'your whole home'
    const found = `${folder} is ${what}: all of it may be read, searched and edited as the folder`
    return [{ name, status: 'warn', found, fix: 'go to the folder of one project' }]
  }
  return [{ name, status: 'ok', found: folder }]
}
