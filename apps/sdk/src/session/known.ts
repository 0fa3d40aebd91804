import { closestName, KernelError, type SessionReader } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import type { Store } from './open-store.ts'

/** A piece of an id that is shorter says too little. */
const shortest = 4

/**
 * Does something with the session that an id means: a whole one, or the beginning or the end of one that no other has. Says
 * which ids are near when there is none.
 */
export async function known<T>(
  store: Store,
  id: string,
  act: (id: string) => Promise<T>,
): Promise<T> {
  try {
    return await act(id)
  } catch (error) {
    if (!isUnknown(error)) throw error
    return act(await meantBy(store, id, error))
  }
}

/** What reads the session that is meant. */
export const knownReader = (store: Store, id: string): Promise<SessionReader> =>
  known(store, id, (whole) => store.sessions.reader(whole))

/** The whole id of the session that is meant. What else is wrong with that one is told when it is taken. */
export const knownId = (store: Store, id: string): Promise<string> =>
  known(store, id, async (whole) => {
    await store.sessions.reader(whole).catch((error: unknown) => {
      if (isUnknown(error)) throw error
    })
    return whole
  })

const isUnknown = (error: unknown): boolean =>
  error instanceof KernelError &&
  (error.code === 'session_not_found' || error.code === 'invalid_id')

async function meantBy(store: Store, piece: string, cause: unknown): Promise<string> {
  const ids = (await store.list()).map(({ id }) => id)
  const near = nearTo(piece, ids)
  const [only, another] = piece.length < shortest ? [] : near
  if (only !== undefined && another === undefined) return only
  if (another === undefined) {
    const names = near.length > 0 ? near : [closestName(piece, ids) ?? []].flat()
    throw new SdkError('unknown_session', unknown(store, piece, names), { cause })
  }
  const message = `${JSON.stringify(piece)} may be ${listed(near)}: say more of the id.`
  throw new SdkError('ambiguous_session', message, { cause })
}

/** Those that begin or end so. The id of a subagent's session is its parent's, a dot and a number: it is meant by a dot. */
const nearTo = (piece: string, ids: readonly string[]): string[] =>
  ids.filter(
    (id) =>
      (id.startsWith(piece) || id.endsWith(piece)) && (piece.includes('.') || !id.includes('.')),
  )

function unknown({ home }: Store, piece: string, names: readonly string[]): string {
  const hint =
    names.length > 0 ? `Did you mean ${listed(names)}?` : 'List the sessions to see their ids.'
  return `There is no session ${JSON.stringify(piece)}${home ? ` in ${home}` : ''}. ${hint}`
}

const most = 3

const listed = (names: readonly string[]): string =>
  [...names.slice(0, most), ...(names.length > most ? [`${names.length - most} others`] : [])].join(
    ' or ',
  )
