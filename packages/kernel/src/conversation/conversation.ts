// What the model sees: a fold that only grows at its end. Results stand in call order under their turn, an input after
// the turn during which it arrived. The list is shared between states and appended in place: each state knows how much
// of it is its own.
import { textContent, type Content } from '../events/content.ts'
import { callId, type CallId } from '../events/call.ts'
import type { Event } from '../events/event.ts'
import { replyCalls, type Reply } from '../events/reply.ts'
import type { Message } from '../ports/provider.ts'

interface Entry {
  seq: number
  message: Message
}

interface AwaitedCall {
  id: CallId
  providerId: string
  name: string
  result?: { content: Content; failed: boolean }
}

export interface Conversation {
  readonly entries: Entry[]
  /** How many of the entries are this state's. */
  readonly length: number
  /** What has arrived and was not shown yet, by seq. */
  readonly arrived: ReadonlyMap<number, Content>
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
export const messagesOf = ({ entries, length }: Conversation): Message[] =>
  entries.slice(0, length).map((entry) => entry.message)

/** One event further. May start at any seq that `CompactionState.from` names. */
export function evolveConversation(conversation: Conversation, event: Event): Conversation {
  switch (event.type) {
    case 'input.received':
      return arrive(conversation, event.seq, event.data.content)
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
      return replace(conversation, upto, event.data.content)
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
      return arrive(conversation, event.seq, result.content)
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

const arrive = (conversation: Conversation, seq: number, content: Content): Conversation => ({
  ...conversation,
  arrived: put(conversation.arrived, seq, content),
})

function show(conversation: Conversation, seq: number, inputs: readonly number[]): Conversation {
  const arrived = new Map(conversation.arrived)
  const messages = inputs.flatMap((input): Message[] => {
    const content = arrived.get(input)
    arrived.delete(input)
    return content ? [{ role: 'user', content }] : []
  })
  return push({ ...conversation, arrived }, seq, messages)
}

function answer(conversation: Conversation, seq: number, reply: Reply): Conversation {
  if (reply.parts.length === 0) return conversation
  const awaited = replyCalls(reply).map(({ id, name }, index) => ({
    id: callId(seq, index),
    providerId: id,
    name,
  }))
  return push({ ...conversation, awaited, working: new Map() }, seq, [{ role: 'assistant', reply }])
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
  const messages = awaited.flatMap((one): Message[] =>
    one.result ? [{ role: 'tool', id: one.providerId, name: one.name, ...one.result }] : [],
  )
  if (messages.length < awaited.length) return { ...conversation, awaited }
  const turn = Number(call.split('.')[0])
  return push({ ...conversation, awaited: [] }, turn, messages)
}

function push(conversation: Conversation, seq: number, messages: readonly Message[]) {
  const { entries, length } = conversation
  const own = entries.length === length ? entries : entries.slice(0, length)
  own.push(...messages.map((message) => ({ seq, message })))
  return { ...conversation, entries: own, length: own.length }
}

function replace(conversation: Conversation, upto: number, content: Content): Conversation {
  const kept = conversation.entries.slice(0, conversation.length).filter(({ seq }) => seq > upto)
  const entries = [{ seq: upto, message: { role: 'user' as const, content } }, ...kept]
  return { ...conversation, entries, length: entries.length }
}

const put = <V>(map: ReadonlyMap<number, V>, key: number, value: V): Map<number, V> =>
  new Map(map).set(key, value)
