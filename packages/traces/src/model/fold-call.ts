import { textContent, type Event, type EventOf } from '@harness/kernel'
import { placeOf, take, type Ledger } from './ledger.ts'
import type { AskStep, Judgement } from './trace.ts'

/** What was decided about calls, before they act. */
export function foldCall(ledger: Ledger, event: Event): void {
  switch (event.type) {
    case 'judge.started': {
      const call = ledger.calls.get(event.data.call)
      if (!call) return
      const open = { decision: 'open' as const, rule: '', reason: '', hooks: [] }
      const judgement: Judgement = { ...placeOf(event), ms: null, ...open }
      call.judgements.push(judgement)
      call.status = 'judging'
      ledger.judgements.set(event.seq, { call, judgement })
      return
    }
    case 'call.judged':
      return judged(ledger, event)
    case 'ask.opened':
      return opened(ledger, event)
    case 'ask.settled':
      return answered(ledger, event)
    case 'call.refused': {
      const call = ledger.calls.get(event.data.call)
      if (!call) return
      call.status = event.data.code
      call.content = textContent(event.data.message)
      call.settled = event.seq
      call.settledAt = event.at
      return
    }
    default:
  }
}

function judged(ledger: Ledger, event: EventOf<'call.judged'>): void {
  const found = take(ledger.judgements, event.cause)
  if (!found) return
  const { call, judgement } = found
  const { data } = event
  judgement.ms = event.at - judgement.at
  if ('hooks' in data) judgement.hooks = data.hooks ?? []
  switch (data.kind) {
    case 'judged':
      judgement.decision = data.verdict.decision
      judgement.rule = data.verdict.rule
      judgement.reason = data.verdict.reason ?? ''
      call.prepared = data.prepared
      if (data.input !== undefined) call.given = data.input
      if (data.verdict.decision === 'allow') call.status = 'allowed'
      return
    case 'invalid':
      judgement.decision = 'invalid'
      judgement.rule = data.code
      judgement.reason = data.message
      call.code = data.code
      return
    default:
      judgement.decision = 'unfinished'
      call.status = 'proposed'
  }
}

function opened(ledger: Ledger, event: EventOf<'ask.opened'>): void {
  const call = ledger.calls.get(event.data.call)
  if (!call) return
  const ask: AskStep = {
    ...placeOf(event),
    preview: event.data.preview ?? '',
    question: event.data.question?.text ?? null,
    ms: null,
    decision: 'open',
    by: '',
    reason: event.data.reason ?? '',
    answer: null,
  }
  call.asks.push(ask)
  call.status = 'asking'
  ledger.asks.set(event.seq, { call, ask })
}

function answered(ledger: Ledger, event: EventOf<'ask.settled'>): void {
  const found = take(ledger.asks, event.cause)
  if (!found) return
  const { call, ask } = found
  const { data } = event
  ask.ms = event.at - ask.at
  if (data.kind !== 'answered') {
    ask.decision = 'unfinished'
    return
  }
  ask.decision = data.decision
  ask.by = data.by
  ask.reason = data.reason ?? ''
  ask.answer = data.answer ?? null
  if (data.decision === 'allow') call.status = data.input === undefined ? 'allowed' : 'proposed'
}
