import { closestName, KernelError } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import type { Store } from './open-store.ts'

/** Does something with a session that must be there; says which ids are near when it is not. */
export async function known<T>(store: Store, id: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    if (error.code !== 'session_not_found' && error.code !== 'invalid_id') throw error
    throw new SdkError('unknown_session', await suggestion(store, id), { cause: error })
  }
}

async function suggestion(store: Store, id: string): Promise<string> {
  const ids = (await store.list()).map((session) => session.id)
  const near = ids.filter((one) => one.startsWith(id) || one.endsWith(id)).slice(0, 3)
  const closest = closestName(id, ids)
  const names = near.length > 0 ? near : closest === undefined ? [] : [closest]
  const hint =
    names.length > 0 ? `Did you mean ${names.join(' or ')}?` : 'List the sessions to see their ids.'
  return `There is no session ${JSON.stringify(id)}${store.home ? ` in ${store.home}` : ''}. ${hint}`
}
