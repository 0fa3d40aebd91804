import { KernelError } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import { whereFree } from '../session/hold.ts'
import { knownId } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import type { SessionPlace } from './read-session.ts'

const afterwards = ' It can be deleted once that process has let it go.'

export async function remove(piece: string, place: SessionPlace): Promise<string> {
  const store = await openStore(place)
  const id = await knownId(store, piece)
  try {
    await whereFree(id, async () => store.remove?.(id), afterwards)
    return id
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'commands_running') throw error
    throw new SdkError('commands_running', error.message, { cause: error, session: id })
  }
}
