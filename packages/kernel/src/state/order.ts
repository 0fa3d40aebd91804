// Which calls of a turn must keep the model's order. Calls run side by side, except where one may change what another
// reads or runs: a test that is started with an edit must see the edit.
import type { Prepared } from '../events/prepared.ts'
import type { Calls, CallState } from './calls.ts'

/** What a command leaves behind: it may have changed any file. */
const anything = '*'

/** What a call that has acted may have changed: its locks; for a command, anything. */
export const traces = ({ access, locks = [] }: Prepared): string[] =>
  access === 'command' ? [...locks, anything] : [...locks]

/** Whether what was found out about a call may no longer hold after those changes. */
export const isStale = ({ access, locks = [] }: Prepared, changed: readonly string[]): boolean =>
  locks.some((lock) => changed.includes(lock)) || (access === 'edit' && changed.includes(anything))

/** Whether an earlier call of the turn must have settled before this one goes on. */
export function mustWait(calls: Calls, call: CallState): boolean {
  return earlierThan(calls, call).some((earlier) => keepsOrder(earlier, call))
}

/** Whether it is not known yet what an earlier call of the turn will do. */
export function isUnclear(calls: Calls, call: CallState): boolean {
  return earlierThan(calls, call).some(({ prepared, phase }) => {
    return !prepared && (phase === 'proposed' || phase === 'judging')
  })
}

const earlierThan = ({ list }: Calls, call: CallState) =>
  list.slice(0, list.indexOf(call)).filter((one) => one.phase !== 'settled')

function keepsOrder(earlier: CallState, later: CallState): boolean {
  const [first, second] = [earlier.prepared, later.prepared]
  if (!first || !second || earlier.phase === 'rejected') return false
  if (first.locks?.some((lock) => second.locks?.includes(lock))) return true
  // A call that is asked about does not hold one that is not.
  const isAsked = earlier.phase === 'unasked' || earlier.phase === 'asking'
  if (isAsked && later.verdict?.decision !== 'ask') return false
  return mayChange(first, second)
}

const mayChange = ({ access: first }: Prepared, { access: second }: Prepared): boolean =>
  first === 'edit'
    ? second === 'read' || second === 'command'
    : first === 'command' && second === 'edit'
