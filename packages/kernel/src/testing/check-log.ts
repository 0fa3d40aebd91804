// What must be true of every log, whatever happened to the processes that wrote it.
import {
  evolve,
  evolveConversation,
  initialState,
  messagesOf,
  noConversation,
  type Event,
  type EventOf,
  type Message,
  type State,
} from '../index.ts'
import { checkAnswer } from '../log/check-answer.ts'
import { checkHooks } from './check-hooks.ts'
import { isOutcome, outcomeOf, type OutcomeEvent } from '../events/intent.ts'

/** Everything that is wrong with a log, one sentence each. `finished`: it must have come to rest. */
export function checkLog(events: readonly Event[], { finished }: { finished: boolean }): string[] {
  const found: string[] = []
  const settled = new Map<string, number>()
  const shown = new Map<number, number>()
  let state = initialState
  let conversation = noConversation()
  let before: readonly Message[] = []
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) found.push(`event ${index + 1} has seq ${event.seq}`)
    found.push(...checkEvent(state, event))
    for (const call of settles(state, event)) settled.set(call, (settled.get(call) ?? 0) + 1)
    if (event.type === 'compaction.settled') before = []
    conversation = evolveConversation(conversation, event)
    if (event.type === 'model.started') {
      for (const input of event.data.inputs) shown.set(input, (shown.get(input) ?? 0) + 1)
      const messages = messagesOf(conversation)
      found.push(...checkMessages(messages, { before, at: event.seq }))
      before = messages
    }
    state = evolve(state, event)
  }
  for (const [call, times] of settled)
    if (times > 1) found.push(`call ${call} settled ${times} times`)
  for (const [input, times] of shown)
    if (times > 1) found.push(`input ${input} was shown ${times} times`)
  found.push(...checkHooks(events))
  return finished ? [...found, ...checkRest(state)] : found
}

function checkEvent(state: State, event: Event): string[] {
  if (isOutcome(event)) {
    const open = state.open.find((intent) => fits(intent.type, event) && intent.seq === event.cause)
    const isAnswer = event.type === 'ask.settled' && open?.type === 'ask.opened'
    const wrong = isAnswer ? checkAnswer(open.data, event.data) : undefined
    if (wrong !== undefined) return [`ask.settled ${event.seq}: ${wrong}`]
    return open ? [] : [`${event.type} ${event.seq} closes ${event.cause}, which is not open`]
  }
  switch (event.type) {
    case 'run.started':
      return state.run.active ? [`run ${event.seq} started inside another`] : []
    case 'run.finished':
      return state.run.active ? [] : [`run.finished ${event.seq} without a run`]
    case 'model.started':
    case 'judge.started':
    case 'tool.started':
    case 'task.started':
      if (state.run.stop) return [`${event.type} ${event.seq} after the run was told to stop`]
      return event.type === 'model.started' ? checkCall(state, event) : []
    default:
      return []
  }
}

const fits = (intent: keyof typeof outcomeOf, outcome: OutcomeEvent) =>
  outcomeOf[intent] === outcome.type

/** A model call is within its limits, and asks the next model of the chain only after the one before failed. */
function checkCall(state: State, { seq, data }: EventOf<'model.started'>): string[] {
  const { choice = 0 } = data
  const { model } = state
  const isNext = choice === model.choice + 1 && model.failure !== null
  const isInChain = choice <= (state.identity.configuration?.fallbacks?.length ?? 0)
  const isChosen = choice === model.choice || isNext
  return [
    ...checkTurns(state, seq),
    ...(isChosen && isInChain
      ? []
      : [`model call ${seq} asks model ${choice} after ${model.choice}`]),
  ]
}

function checkTurns(state: State, seq: number): string[] {
  const limit = state.identity.configuration?.limits.maxTurns ?? 0
  const open = state.calls.list.filter((call) => call.phase !== 'settled')
  return [
    ...(state.run.turns >= limit ? [`model call ${seq} is beyond ${limit} turns`] : []),
    ...open.map((call) => `model call ${seq} while call ${call.id} is ${call.phase}`),
  ]
}

/** The calls that an event gives their one result. */
function settles(state: State, event: Event): string[] {
  if (event.type === 'call.refused') return [event.data.call]
  const seq = event.type === 'task.promoted' ? event.data.task : event.cause
  const intent = state.open.find((one) => one.seq === seq)
  if (!intent || (intent.type !== 'tool.started' && intent.type !== 'task.started')) return []
  const { call } = intent.data
  switch (event.type) {
    case 'task.promoted':
      return [call]
    case 'task.settled':
      return state.tasks.promoted.includes(intent.seq) ? [] : [call]
    case 'tool.settled': {
      const again = event.data.kind === 'lost' || event.data.kind === 'forked'
      return again && 'effect' in intent.data && intent.data.effect === 'pure' ? [] : [call]
    }
    default:
      return []
  }
}

/** Results follow their reply in its order, and what was shown before is still there, unchanged. */
function checkMessages(
  messages: readonly Message[],
  { before, at }: { before: readonly Message[]; at: number },
): string[] {
  const found: string[] = []
  for (const [index, message] of before.entries()) {
    if (messages[index] !== message) found.push(`message ${index} changed before model call ${at}`)
  }
  let due: string[] = []
  for (const message of messages) {
    if (message.role === 'tool') {
      if (due.shift() !== message.id) found.push(`result of ${message.id} out of order at ${at}`)
      continue
    }
    if (due.length > 0) found.push(`calls ${due.join(', ')} have no result at ${at}`)
    due =
      message.role === 'assistant'
        ? message.reply.parts.flatMap((part) => (part.type === 'call' ? [part.id] : []))
        : []
  }
  if (due.length > 0) found.push(`calls ${due.join(', ')} have no result at ${at}`)
  return found
}

function checkRest(state: State): string[] {
  return [
    ...(state.run.active ? ['a run never finished'] : []),
    ...(state.compaction.asked ? ['a compaction that was asked for never began'] : []),
    ...state.open.map((intent) => `${intent.type} ${intent.seq} never settled`),
    ...state.inputs.pending
      .filter((input) => input.wakes)
      .map((input) => `input ${input.seq} was never shown`),
  ]
}
