// What the model sees: a fold that only grows at its end. Results stand in call order under their turn, an input after
// the turn during which it arrived. The list is shared between states and appended in place: each state knows how much
// of it is its own. A compaction makes a new list.
import { callId, type CallId } from '../events/call.ts'
import type { Shortening } from '../events/compaction-settled.ts'
import { textContent, type Content } from '../events/content.ts'
import type { Event } from '../events/event.ts'
import { replyCalls, type Reply } from '../events/reply.ts'
import type { Message } from '../ports/provider.ts'
import type { ConversationEntry } from './entry.ts'
import { shorten } from './shorten.ts'

interface Arrived {
  origin: 'person' | 'parent' | 'harness' | 'task'
  content: Content
}

interface AwaitedCall {
  id: CallId
  providerId: string
  name: string
  result?: { content: Content; failed: boolean }
}

export interface Conversation {
  readonly entries: ConversationEntry[]
  /** How many of the entries are this state's. */
  readonly length: number
  /** What has arrived and was not shown yet, by seq. */
  readonly arrived: ReadonlyMap<number, Arrived>
  /** The newest turn's calls, until all have a result. */
  readonly awaited: readonly AwaitedCall[]
  /** Which call each open intent works for, and whether it may be issued again. */
  readonly working: ReadonlyMap<number, { call: CallId; pure: boolean }>
  /** Up to where each open compaction reaches. */
  readonly compacting: ReadonlyMap<number, number>
}

export const noConversation = (): Conversation => ({
  entries: [],
  length: 0,
  arrived: new Map(),
  awaited: [],
  working: new Map(),
  compacting: new Map(),
})

/** The messages in the order the model sees them. */
export const messagesOf = (conversation: Conversation): Message[] =>
  entriesOf(conversation).map((entry) => entry.message)

/** The messages, and where each comes from. */
export const entriesOf = ({ entries, length }: Conversation): ConversationEntry[] =>
  entries.slice(0, length)

/** One event further. May start at any seq that `CompactionState.from` names. */
export function evolveConversation(conversation: Conversation, event: Event): Conversation {
  switch (event.type) {
    case 'input.received':
      return arrive(conversation, event.seq, {
        origin: event.data.from,
        content: event.data.content,
      })
    case 'model.started':
      return show(conversation, event.seq, event.data.inputs)
    case 'model.settled':
      if (event.data.kind !== 'replied') return conversation
      return answer(conversation, event.seq, event.data.reply)
    case 'call.refused':
      return resolve(conversation, event.data.call, {
        content: textContent(event.data.message),
        failed: true,
      })
    case 'compaction.started':
      return {
        ...conversation,
        compacting: put(conversation.compacting, event.seq, event.data.upto),
      }
    case 'compaction.settled': {
      const upto = conversation.compacting.get(event.cause ?? 0)
      if (event.data.kind !== 'compacted' || upto === undefined) return conversation
      return shortened(conversation, {
        ...event.data,
        upto: event.data.upto ?? upto,
      })
    }
    case 'hook.settled':
    case 'rewind.settled':
    case 'call.judged': {
      const content = 'content' in event.data ? event.data.content : undefined
      if (!content) return conversation
      return arrive(conversation, event.seq, { origin: 'harness', content })
    }
    default:
      return evolveActing(conversation, event)
  }
}

function evolveActing(conversation: Conversation, event: Event): Conversation {
  switch (event.type) {
    case 'tool.started': {
      const { call, effect } = event.data
      return begin(conversation, event.seq, { call, pure: effect === 'pure' })
    }
    case 'task.started':
      return begin(conversation, event.seq, { call: event.data.call, pure: false })
    case 'tool.settled': {
      const work = conversation.working.get(event.cause ?? 0)
      if (!work || event.data.kind === 'lost') return conversation
      if (event.data.kind === 'forked' && work.pure) return conversation
      return resolve(conversation, work.call, resultOf(event.data))
    }
    case 'task.promoted': {
      const work = conversation.working.get(event.data.task)
      if (!work) return conversation
      const working = new Map(conversation.working)
      working.delete(event.data.task)
      return resolve({ ...conversation, working }, work.call, {
        content: event.data.content,
        failed: false,
      })
    }
    case 'task.settled': {
      const result = resultOf(event.data.kind === 'ended' ? event.data.result : event.data)
      const work = conversation.working.get(event.cause ?? 0)
      if (work) return resolve(conversation, work.call, result)
      if (event.data.kind === 'forked') return conversation
      return arrive(conversation, event.seq, { origin: 'task', content: result.content })
    }
    default:
      return conversation
  }
}

type Settled =
  | { kind: 'done' | 'failed'; content: Content }
  | { kind: 'cancelled' | 'lost' | 'unknown' | 'forked'; message: string }

const resultOf = (data: Settled): { content: Content; failed: boolean } =>
  'content' in data
    ? { content: data.content, failed: data.kind === 'failed' }
    : { content: textContent(data.message), failed: true }

const arrive = (conversation: Conversation, seq: number, what: Arrived): Conversation => ({
  ...conversation,
  arrived: put(conversation.arrived, seq, what),
})

function show(conversation: Conversation, seq: number, inputs: readonly number[]): Conversation {
  const arrived = new Map(conversation.arrived)
  const entries = inputs.flatMap((since): ConversationEntry[] => {
    const what = arrived.get(since)
    arrived.delete(since)
    if (!what) return []
    const { origin, content } = what
    return [{ seq, since, origin, message: { role: 'user', content } }]
  })
  return push({ ...conversation, arrived }, entries)
}

function answer(conversation: Conversation, seq: number, reply: Reply): Conversation {
  if (reply.parts.length === 0) return conversation
  const awaited = replyCalls(reply).map(({ id, name }, index) => ({
    id: callId(seq, index),
    providerId: id,
    name,
  }))
  const message = { role: 'assistant' as const, reply }
  return push({ ...conversation, awaited, working: new Map() }, [
    { seq, since: seq, origin: 'model', message },
  ])
}

const begin = (
  conversation: Conversation,
  seq: number,
  work: { call: CallId; pure: boolean },
): Conversation => ({ ...conversation, working: put(conversation.working, seq, work) })

/** A call has its result; when it was the last one of its turn, all of them take their place. */
function resolve(
  conversation: Conversation,
  call: CallId,
  result: { content: Content; failed: boolean },
): Conversation {
  const awaited = conversation.awaited.map((one) => (one.id === call ? { ...one, result } : one))
  const turn = Number(call.split('.')[0])
  const entries = awaited.flatMap(({ id, providerId, name, result: its }): ConversationEntry[] => {
    if (!its) return []
    const message = { role: 'tool' as const, id: providerId, name, ...its }
    return [{ seq: turn, since: turn, origin: 'tool', call: id, message }]
  })
  if (entries.length < awaited.length) return { ...conversation, awaited }
  return push({ ...conversation, awaited: [] }, entries)
}

function push(conversation: Conversation, more: readonly ConversationEntry[]): Conversation {
  const { entries, length } = conversation
  const own = entries.length === length ? entries : entries.slice(0, length)
  own.push(...more)
  return { ...conversation, entries: own, length: own.length }
}

function shortened(conversation: Conversation, how: Shortening & { upto: number }): Conversation {
  const entries = shorten(entriesOf(conversation), how)
  return { ...conversation, entries, length: entries.length }
}

const put = <V>(map: ReadonlyMap<number, V>, key: number, value: V): Map<number, V> =>
  new Map(map).set(key, value)
