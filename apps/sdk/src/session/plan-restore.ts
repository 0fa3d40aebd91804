import { evolve, initialState, type Redactor, type State } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import type { Rewinding } from '../sessions/rewind/perform-rewind.ts'
import { planRewind } from '../sessions/rewind/plan-rewind.ts'
import { whereFree } from './hold.ts'
import type { Store } from './open-store.ts'
import type { Target } from './target.ts'

interface Wanted {
  target: Target
  restore: Options['restore']
  /** Whether something will be said to it. */
  isTold: boolean
  redactor: Redactor
}

/**
 * What is to be put back for a fork, whose folder is as its session left it. Rejects before anything is written with
 * `files_changed` where that would overwrite what somebody else changed, and with `session_held` where a process that runs
 * the session would lose them.
 */
export async function planRestore(
  { sessions }: Store,
  { target, restore, isTold, redactor }: Wanted,
): Promise<Rewinding | undefined> {
  if (restore === undefined) return undefined
  if (target.kind !== 'fork') {
    throw new SdkError('invalid_option', 'restore is about the place of a fork: give fork, too.')
  }
  const { id } = target
  const state = await stateAt(sessions, target)
  if (!isTold && !isUnderWay(state)) {
    throw new SdkError(
      'invalid_option',
      `Nothing is under way at event ${state.seq} of session ${id}: say what is to be done.`,
      { session: id },
    )
  }
  if (restore === false) return undefined
  const planning = { id, at: state.seq, force: restore === 'force', redactor }
  const { files, changes, folders } = await planRewind(sessions, planning)
  if (changes.length > 0 && restore !== 'force') await requireIdle(sessions, id)
  const refused = files.filter(({ action }) => action === 'refused')
  if (refused.length === 0 || restore === 'force')
    return { to: state.seq, of: id, changes, folders }
  const which = refused.map(({ name, why }) => `\n  ${name}: ${why ?? ''}`).join('')
  throw new SdkError(
    'files_changed',
    `The files are not put back to what they were at event ${state.seq} of session ${id}, and nothing was begun:${which}`,
    { session: id },
  )
}

const inUse =
  ' It works with the files that would be put back: wait for it, or go on with them as they are (--no-restore; restore: false).'

const requireIdle = (sessions: Store['sessions'], id: string): Promise<void> =>
  whereFree(id, async () => (await sessions.open(id)).close(), inUse)

async function stateAt(
  sessions: Store['sessions'],
  { id, at = Infinity }: Extract<Target, { kind: 'fork' }>,
): Promise<State> {
  let state = initialState
  for await (const event of (await sessions.reader(id)).read(1)) {
    state = evolve(state, event)
    if (event.seq >= at) break
  }
  if (at === Infinity || state.seq === at) return state
  throw new SdkError(
    'invalid_option',
    `Session ${id} cannot be forked at event ${at}: it has no such event.`,
    { session: id },
  )
}

const isUnderWay = ({ run, inputs }: State): boolean =>
  run.active || inputs.pending.some((input) => input.wakes)
