import {
  callId,
  chosenModel,
  pricedAt,
  replyCalls,
  replyText,
  type CallPart,
  type Event,
  type EventOf,
  type Reply,
} from '@harness/kernel'
import { placeOf, take, type Ledger } from './ledger.ts'
import type { CallStep, ModelStep } from './trace.ts'
import { took } from './took.ts'

/** What was asked of models, what they answered, and what was made shorter for them. */
export function foldModel(ledger: Ledger, event: Event): void {
  switch (event.type) {
    case 'model.started':
      return asked(ledger, event)
    case 'model.settled':
      return answered(ledger, event)
    case 'compaction.started': {
      const step = {
        kind: 'compaction' as const,
        ...placeOf(event),
        reason: event.data.reason,
        ms: null,
        outcome: 'open' as const,
        settled: null,
        before: 0,
        after: 0,
        content: [],
        usage: null,
        cost: null,
        message: '',
        transcript: null,
      }
      ledger.compactions.set(event.seq, step)
      ledger.trace.steps.push(step)
      return
    }
    case 'compaction.settled':
      return compacted(ledger, event)
    case 'timer.started':
      if (event.data.purpose === 'retry') {
        const text = `in ${Math.round(event.data.delayMs)} ms`
        const step = { kind: 'note', ...placeOf(event), note: 'retry', text, task: null } as const
        ledger.trace.steps.push(step)
      }
      return
    default:
  }
}

function asked(ledger: Ledger, event: EventOf<'model.started'>): void {
  const { attempt, inputs, choice = 0 } = event.data
  const step: ModelStep = {
    kind: 'model',
    ...placeOf(event),
    turn: (ledger.run?.turns ?? 0) + 1,
    attempt,
    model: ledger.setup && chosenModel(ledger.setup, choice),
    inputs,
    ms: null,
    outcome: 'open',
    settled: null,
    answered: null,
    stop: null,
    text: '',
    reasoning: '',
    usage: null,
    cost: null,
    failure: null,
    transcript: null,
    calls: [],
  }
  ledger.models.set(event.seq, step)
  ledger.trace.steps.push(step)
}

function answered(ledger: Ledger, event: EventOf<'model.settled'>): void {
  const step = take(ledger.models, event.cause)
  if (!step) return
  const { data } = event
  step.ms = took(data.kind, step.at, event.at)
  step.outcome = data.kind
  step.settled = event.seq
  step.transcript = data.transcript ?? null
  if (data.kind === 'failed') step.failure = data.failure
  if (data.kind !== 'replied') return
  if (ledger.run) ledger.run.turns += 1
  Object.assign(step, saidIn(data.reply), {
    cost: data.reply.usage ? pricedAt(data.reply.usage, step.model?.price) : null,
    calls: replyCalls(data.reply).map((part, place) => proposed(part, place, event)),
  })
  // Calls of an earlier turn are over: the ids of a turn are its own.
  ledger.calls.clear()
  for (const call of step.calls) ledger.calls.set(call.id, call)
}

const saidIn = (reply: Reply) => ({
  answered: reply.model ?? null,
  stop: reply.stop,
  text: replyText(reply),
  reasoning: reply.parts
    .flatMap((part) => (part.type === 'reasoning' ? [part.text] : []))
    .join('\n'),
  usage: reply.usage ?? null,
})

const proposed = ({ id, name, input }: CallPart, place: number, event: Event): CallStep => ({
  kind: 'call',
  ...placeOf(event),
  id: callId(event.seq, place),
  providerId: id,
  tool: name,
  input,
  given: undefined,
  status: 'proposed',
  prepared: null,
  judgements: [],
  asks: [],
  attempts: 0,
  acted: null,
  ms: null,
  settled: null,
  settledAt: null,
  content: [],
  code: null,
  files: [],
  artifacts: [],
  usage: null,
  task: null,
})

function compacted(ledger: Ledger, event: EventOf<'compaction.settled'>): void {
  const step = take(ledger.compactions, event.cause)
  if (!step) return
  const { data } = event
  step.ms = took(data.kind, step.at, event.at)
  step.outcome = data.kind
  step.settled = event.seq
  if (data.kind === 'failed') step.message = data.message
  if (data.kind !== 'compacted' && data.kind !== 'failed') return
  step.usage = data.usage ?? null
  step.cost = data.usage ? pricedAt(data.usage, ledger.setup?.model.price) : null
  step.transcript = data.transcript ?? null
  if (data.kind !== 'compacted') return
  step.before = data.before ?? 0
  step.after = data.after ?? 0
  step.content = data.content ?? []
}
