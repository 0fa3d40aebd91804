// The calls of the newest turn, from proposed to settled. Owns: a call settles once; a call is judged again when another
// one may have changed what it was judged by.
import { callId, type CallId } from '../events/call.ts'
import type { RefusalCode } from '../events/call-refused.ts'
import type { Event, EventOf } from '../events/event.ts'
import type { Verdict } from '../events/permissions.ts'
import type { Prepared } from '../events/prepared.ts'
import { replyCalls } from '../events/reply.ts'
import { isStale, traces } from './order.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'

/** `rejected`: it will not run, and the model has still to be told. */
export type CallPhase =
  | 'proposed'
  | 'judging'
  | 'unasked'
  | 'asking'
  | 'allowed'
  | 'running'
  | 'rejected'
  | 'settled'

export interface CallState {
  id: CallId
  name: string
  /** The arguments' text as the model wrote it. */
  input: string
  /** What a hook or an answer made of it. */
  changed?: string
  /** What an answer made of it: judgements begin there. */
  amended?: string
  /** Who said yes to what was amended; the judgement that follows hears of it. */
  allowedBy?: string
  /** A judgement of it was left behind, with whatever hooks did of it. */
  leftBehind?: true
  phase: CallPhase
  prepared?: Prepared
  verdict?: Verdict
  /** What a person said to its question. */
  answer?: string
  refusal?: { code: RefusalCode; message: string }
  /** What others changed while it was being judged. */
  disturbed?: readonly string[]
  judgements: number
  attempts: number
}

export interface Calls {
  /** The seq of the `model.settled` that asked for them. */
  turn: number
  list: readonly CallState[]
  /** Whether a call of the last turn that had calls was denied. */
  denied: boolean
  /** Whether a tool said that the run is over. */
  ended: boolean
}

export const noCalls: Calls = { turn: 0, list: [], denied: false, ended: false }

export function evolveCalls(calls: Calls, event: Event, before: State): Calls {
  switch (event.type) {
    case 'model.settled':
      return event.data.kind === 'replied' ? proposed(calls, event) : calls
    case 'judge.started':
      return change(calls, event.data.call, (call) => ({
        ...call,
        phase: 'judging',
        judgements: event.data.attempt,
      }))
    case 'call.judged':
      return ofIntent(calls, openIntent(before.open, 'judge.started', event.cause), (call) =>
        judged(call, event.data, before.identity.configuration?.permissions.person ?? false),
      )
    case 'ask.opened':
      return change(calls, event.data.call, (call) => ({ ...call, phase: 'asking' }))
    case 'ask.settled':
      return ofIntent(calls, openIntent(before.open, 'ask.opened', event.cause), (call) =>
        answered(call, event.data),
      )
    case 'call.refused': {
      const settled = change(calls, event.data.call, settle)
      return event.data.code === 'denied' ? { ...settled, denied: true } : settled
    }
    case 'run.finished':
      return { ...calls, denied: false, ended: false }
    default:
      return evolveActing(calls, event, before)
  }
}

/** The part of a call's life in which it acts. */
function evolveActing(calls: Calls, event: Event, before: State): Calls {
  switch (event.type) {
    case 'tool.started':
      return change(calls, event.data.call, (call) => ({
        ...call,
        phase: 'running',
        attempts: event.data.attempt,
      }))
    case 'task.started':
      return change(calls, event.data.call, (call) => ({ ...call, phase: 'running' }))
    case 'tool.settled': {
      const intent = openIntent(before.open, 'tool.started', event.cause)
      if (mayRunAgain(event.data.kind, intent)) return ofIntent(calls, intent, retry)
      const settled = released(ofIntent(calls, intent, settle), intent?.data.call)
      return event.data.kind === 'done' && event.data.endsRun
        ? { ...settled, ended: true }
        : settled
    }
    case 'task.promoted':
      return ofIntent(calls, openIntent(before.open, 'task.started', event.data.task), settle)
    case 'task.settled': {
      const intent = openIntent(before.open, 'task.started', event.cause)
      return released(ofIntent(calls, intent, settle), intent?.data.call)
    }
    default:
      return calls
  }
}

function proposed(calls: Calls, event: EventOf<'model.settled'>): Calls {
  if (event.data.kind !== 'replied') return calls
  const { reply } = event.data
  const cut = reply.stop === 'length'
  const list = replyCalls(reply).map((part, index): CallState => ({
    id: callId(event.seq, index),
    name: part.name,
    input: part.input,
    phase: cut ? 'rejected' : 'proposed',
    ...(cut ? { refusal: { code: 'cut', message: cutMessage } } : {}),
    judgements: 0,
    attempts: 0,
  }))
  if (list.length === 0) return { ...calls, turn: event.seq, list }
  return { turn: event.seq, list, denied: false, ended: false }
}

const cutMessage =
  'Not run: the reply was cut by its token limit, so this call may be incomplete. Make it again, with less in one reply.'

function judged(
  call: CallState,
  data: EventOf<'call.judged'>['data'],
  isSomebodyThere: boolean,
): CallState {
  if (data.kind === 'invalid') return reject(call, 'invalid', data.message)
  if (data.kind !== 'judged') return { ...call, phase: 'proposed', leftBehind: true }
  const { prepared, verdict } = data
  const { disturbed = [], changed: _, leftBehind: __, allowedBy: ___, ...rest } = call
  const changed = data.input === undefined ? {} : { changed: JSON.stringify(data.input) }
  const known = { ...rest, ...changed, prepared, verdict }
  if (isStale(prepared, disturbed)) return { ...known, phase: 'proposed' }
  if (verdict.decision === 'deny') return reject(known, 'denied', denial(verdict))
  const asks = verdict.decision === 'ask' || (prepared.question !== undefined && isSomebodyThere)
  return { ...known, phase: asks ? 'unasked' : 'allowed' }
}

const denial = (verdict: Verdict) => `Denied by ${verdict.rule}. ${verdict.reason ?? ''}`.trimEnd()

function answered(call: CallState, data: EventOf<'ask.settled'>['data']): CallState {
  if (data.kind !== 'answered') return { ...call, phase: 'unasked' }
  const { decision, answer, input, by, confined } = data
  if (decision === 'allow' && input !== undefined) {
    return { ...call, phase: 'proposed', amended: JSON.stringify(input), allowedBy: by }
  }
  if (decision === 'allow') {
    const { verdict } = call
    return {
      ...call,
      phase: 'allowed',
      ...(answer !== undefined && { answer }),
      ...(confined && verdict && { verdict: { ...verdict, confined } }),
    }
  }
  return reject(call, 'denied', `Denied by ${by}. ${data.reason ?? ''}`.trimEnd())
}

const reject = (call: CallState, code: RefusalCode, message: string): CallState => ({
  ...call,
  phase: 'rejected',
  refusal: { code, message },
})

const settle = (call: CallState): CallState => ({ ...call, phase: 'settled' })

const retry = (call: CallState): CallState => ({ ...call, phase: 'allowed' })

/** Lost with its process, or left behind by a fork, and harmless. */
const mayRunAgain = (kind: string, intent: EventOf<'tool.started'> | undefined) =>
  kind === 'lost' || (kind === 'forked' && intent?.data.effect === 'pure')

/** A call has acted: what was found out about others that it may have changed is stale. */
function released(calls: Calls, id: CallId | undefined): Calls {
  const acted = calls.list.find((call) => call.id === id)?.prepared
  if (!acted) return calls
  return { ...calls, list: calls.list.map((call) => disturb(call, acted)) }
}

function disturb(call: CallState, acted: Prepared): CallState {
  if (call.phase === 'judging') {
    return { ...call, disturbed: [...(call.disturbed ?? []), ...traces(acted)] }
  }
  const waits = call.phase === 'allowed' || call.phase === 'unasked'
  return waits && call.prepared && isStale(call.prepared, traces(acted))
    ? { ...call, phase: 'proposed' }
    : call
}

type Change = (call: CallState) => CallState

const change = (calls: Calls, id: CallId, by: Change): Calls => ({
  ...calls,
  list: calls.list.map((call) => (call.id === id ? by(call) : call)),
})

const ofIntent = (calls: Calls, intent: { data: { call: CallId } } | undefined, by: Change) =>
  intent ? change(calls, intent.data.call, by) : calls
