// What hooks are still to be told of, and what they said that the loop goes by.
import type { Event, EventOf } from '../events/event.ts'
import type { HookMoment } from '../events/hook-started.ts'
import { denialOf, type HookEvent } from '../events/hook.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'

export interface HooksState {
  due: readonly HookMoment[]
  /** Whether they were asked, since the last reply, if the run may end; and whether one kept it from ending before. */
  end: { asked: boolean; again: boolean }
  /** Why what was said last is not shown to the model. */
  refused: string | null
}

export const noHooks: HooksState = { due: [], end: { asked: false, again: false }, refused: null }

export function evolveHooks(hooks: HooksState, event: Event, before: State): HooksState {
  switch (event.type) {
    case 'session.configured':
      return configured(hooks, event.data, before)
    case 'input.received':
      return event.data.from === 'person'
        ? tell(hooks, { event: 'UserPromptSubmit', input: event.seq }, before)
        : hooks
    case 'tool.settled':
      return told(hooks, event, openIntent(before.open, 'tool.started', event.cause), before)
    case 'task.settled':
      return told(hooks, event, openIntent(before.open, 'task.started', event.cause), before)
    case 'hook.started':
      return started(hooks, event.data)
    case 'hook.settled': {
      const moment = openIntent(before.open, 'hook.started', event.cause)?.data
      return moment ? settled(hooks, moment, event.data) : hooks
    }
    case 'model.started':
      return hooks.refused === null ? hooks : { ...hooks, refused: null }
    case 'model.settled':
      return hooks.end.asked ? { ...hooks, end: { ...hooks.end, asked: false } } : hooks
    case 'run.finished':
      return { ...noHooks, due: hooks.due.filter((moment) => moment.event === 'UserPromptSubmit') }
    default:
      return hooks
  }
}

/** Whether the session was configured to tell hooks of it. */
export const hasHooks = (event: HookEvent, { identity }: Pick<State, 'identity'>): boolean =>
  identity.configuration?.hooks?.includes(event) ?? false

const tell = (hooks: HooksState, moment: HookMoment, before: State): HooksState =>
  hasHooks(moment.event, before) ? { ...hooks, due: [...hooks.due, moment] } : hooks

/** What was said before there were hooks waits for them, too. */
function configured(
  hooks: HooksState,
  { hooks: events = [] }: EventOf<'session.configured'>['data'],
  before: State,
): HooksState {
  if (!events.includes('UserPromptSubmit') || hasHooks('UserPromptSubmit', before)) return hooks
  const known = new Set(hooks.due.map(keyOf))
  const fresh = before.inputs.pending
    .filter(({ isFromOutside }) => isFromOutside)
    .map(({ seq }): HookMoment => ({ event: 'UserPromptSubmit', input: seq }))
    .filter((moment) => !known.has(keyOf(moment)))
  return fresh.length === 0 ? hooks : { ...hooks, due: [...hooks.due, ...fresh] }
}

/** A call has acted. */
function told(
  hooks: HooksState,
  { seq, data }: EventOf<'tool.settled'> | EventOf<'task.settled'>,
  intent: EventOf<'tool.started'> | EventOf<'task.started'> | undefined,
  before: State,
): HooksState {
  const kind = data.kind === 'ended' ? data.result.kind : data.kind
  if (!intent || (kind !== 'done' && kind !== 'failed')) return hooks
  const event = kind === 'done' ? 'PostToolUse' : 'PostToolUseFailure'
  return tell(hooks, { event, call: intent.data.call, result: seq }, before)
}

const isEnd = ({ event }: HookMoment) => event === 'Stop' || event === 'SubagentStop'

function started(hooks: HooksState, moment: HookMoment): HooksState {
  if (isEnd(moment)) return { ...hooks, end: { ...hooks.end, asked: true } }
  const key = keyOf(moment)
  return { ...hooks, due: hooks.due.filter((one) => keyOf(one) !== key) }
}

const keyOf = (moment: HookMoment) => JSON.stringify(moment)

function settled(
  hooks: HooksState,
  moment: HookMoment,
  data: EventOf<'hook.settled'>['data'],
): HooksState {
  if (data.kind === 'lost' || data.kind === 'forked') return again(hooks, moment)
  if (data.kind !== 'answered') {
    // What was said is still there to be shown, by a later run.
    return moment.event === 'UserPromptSubmit' ? again(hooks, moment) : hooks
  }
  const deny = denialOf(data.answers)
  if (!deny) return hooks
  if (isEnd(moment)) return { ...hooks, end: { asked: true, again: true } }
  if (moment.event !== 'UserPromptSubmit') return hooks
  return { ...hooks, refused: `Refused by ${deny.hook}. ${deny.reason ?? ''}`.trimEnd() }
}

/** Left behind: they are told once more of what the log still needs their word for. */
function again(hooks: HooksState, moment: HookMoment): HooksState {
  if (isEnd(moment)) return { ...hooks, end: { ...hooks.end, asked: false } }
  if (ofProcess.has(moment.event)) return hooks
  return { ...hooks, due: [...hooks.due, moment] }
}

/** Of the process, not of the session: the next one has its own. */
export const ofProcess: ReadonlySet<HookEvent> = new Set([
  'SessionStart',
  'SessionEnd',
  'Notification',
])
