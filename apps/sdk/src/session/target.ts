import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { knownId } from './known.ts'
import type { Store } from './open-store.ts'

/** Which session a run belongs to. */
export type Target =
  | { kind: 'new' }
  | { kind: 'resume'; id: string }
  | { kind: 'newest' }
  /** Without `at`: from its newest event. */
  | { kind: 'fork'; id: string; at?: number }

/** Reads it from the options; they name at most one. */
export function targetOf(options: Pick<Options, 'resume' | 'continue' | 'fork'>): Target {
  const { resume, fork } = options
  const named = [resume !== undefined, options.continue === true, fork !== undefined]
  if (named.filter(Boolean).length > 1) {
    throw new SdkError(
      'invalid_option',
      'resume, continue and fork each name the session to use: give one of them.',
    )
  }
  if (resume !== undefined) return { kind: 'resume', id: resume }
  if (options.continue) return { kind: 'newest' }
  return fork === undefined ? { kind: 'new' } : forkPoint(fork)
}

/** The target with the whole id of its session. */
export const withWholeId = async (store: Store, target: Target): Promise<Target> =>
  'id' in target ? { ...target, id: await knownId(store, target.id) } : target

function forkPoint(fork: string): Target {
  const [id = '', at, ...rest] = fork.split('@')
  if (at === undefined) return { kind: 'fork', id }
  const seq = Number(at)
  if (rest.length === 0 && Number.isSafeInteger(seq) && seq > 0)
    return { kind: 'fork', id, at: seq }
  throw new SdkError(
    'invalid_option',
    `${JSON.stringify(fork)} names no place to fork at: say ID, or ID@seq with the number of an event.`,
  )
}
