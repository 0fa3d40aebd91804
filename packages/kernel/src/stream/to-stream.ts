// The one mapping from the log, and what happens live beside it, to the public stream.
import { contentText, type Content } from '../events/content.ts'
import { callId } from '../events/call.ts'
import type { Event, EventOf } from '../events/event.ts'
import type { FailureCode } from '../events/failure.ts'
import { replyCalls, type Reply } from '../events/reply.ts'
import type { HookAnswer } from '../events/hook.ts'
import type { LiveDelta } from '../ports/live.ts'
import { chosenModel } from '../state/chosen-model.ts'
import { openIntent } from '../state/open.ts'
import { evolve, initialState, type State } from '../state/state.ts'
import { costOf } from '../state/usage.ts'
import type { Unfinished } from '../events/settlement.ts'
import { retryDelayMs } from '../next/rest-before-retry.ts'
import { isPromoted } from '../state/tasks.ts'
import { KnownCalls } from './known-calls.ts'
import { streamVersion, type StreamEvent } from './stream-event.ts'

type Line<T = StreamEvent> = T extends StreamEvent ? Omit<T, 'sessionId' | 'seq'> : never

/** Whose stream it is: a subagent's role, and the call of its parent that it works for. */
export interface StreamAgent {
  role: string
  callId: string
}

/** Turns the log and live deltas of one session into the public stream, in order. */
export class StreamMapping {
  #state: State
  #turn = 0
  #openTurn = 0
  #started = false
  /** The model calls whose text was streamed. */
  readonly #streamed = new Set<number>()
  readonly #calls = new KnownCalls()
  #turnReason = 'end'

  readonly #agent: StreamAgent | undefined

  /** `state`: that of the log before the first event that will be mapped; `agent`: for the session of a subagent. */
  constructor(state: State = initialState, agent?: StreamAgent) {
    this.#state = state
    this.#agent = agent
    // A run that goes on where another process left it.
    this.#turn = state.run.turns
    this.#openTurn = state.calls.list.some((call) => call.phase !== 'settled') ? this.#turn : 0
    this.#calls.replace(state.calls.list)
  }

  /** What one event of the log says. */
  event(event: Event): StreamEvent[] {
    const resumed = !this.#started && this.#state.run.active ? [this.#start()] : []
    const lines = [...resumed, ...this.#lines(event)]
    this.#state = evolve(this.#state, event)
    return lines.map((line) => this.#place(line, event.seq))
  }

  /** What one delta says. */
  live(delta: LiveDelta): StreamEvent[] {
    if (delta.type === 'progress') {
      const id = this.#intentCall(delta.intent)
      return [this.#place({ type: 'tool.progress', callId: id, text: delta.text }, delta.intent)]
    }
    if (delta.delta.type === 'call') return []
    this.#streamed.add(delta.intent)
    const { type, text } = delta.delta
    return [this.#place({ type: `${type}.delta`, text }, delta.intent)]
  }

  #place(line: Line, seq: number): StreamEvent {
    const place = { sessionId: this.#state.identity.session, seq }
    return { ...line, ...this.#ofAgent(line), ...place }
  }

  #ofAgent({ type }: Line) {
    if (!this.#agent) return {}
    if (type === 'turn.end') return { agent: this.#agent.role }
    return type === 'tool.start' ? { parentCallId: this.#agent.callId } : {}
  }

  #lines(event: Event): Line[] {
    switch (event.type) {
      case 'run.started':
        this.#turn = 0
        return [this.#start()]
      case 'model.started':
        return [
          ...this.#goOn(event.data),
          ...(this.#state.model.attempt === 0 || this.#openTurn === 0 ? this.#startTurn() : []),
        ]
      case 'model.settled':
        return this.#settleModel(event)
      case 'compaction.started':
        return [{ type: 'compaction.start', reason: event.data.reason }]
      case 'compaction.settled':
        return this.#compaction(event)
      case 'hook.settled':
        return this.#hooks(event)
      case 'run.finished': {
        const { reason, limit = null, message = null, unconfirmed } = event.data
        const failed: Line[] =
          reason === 'failed' || reason === 'stuck'
            ? [{ type: 'error', message: message ?? reason, recoverable: false }]
            : []
        const end: Line = {
          type: 'run.end',
          reason,
          limit,
          message,
          ...(unconfirmed && { unconfirmed }),
        }
        return [...failed, ...this.#endTurn(), end]
      }
      default:
        return this.#callLines(event)
    }
  }

  #compaction({ data, cause }: EventOf<'compaction.settled'>): Line[] {
    if (data.kind !== 'compacted' && data.kind !== 'failed') return []
    const hooks = hookLines(data.hooks)
    const intent = openIntent(this.#state.open, 'compaction.started', cause)
    const line = { type: 'compaction' as const, reason: intent?.data.reason ?? 'window' }
    if (data.kind === 'failed') return [...hooks, { ...line, ok: false, message: data.message }]
    const { before, after } = data
    return [...hooks, { ...line, ok: true, message: null, before, after }]
  }

  #hooks({ data, cause }: EventOf<'hook.settled'>): Line[] {
    const moment = openIntent(this.#state.open, 'hook.started', cause)?.data
    if (!moment || data.kind !== 'answered') return []
    return hookLines(data.answers, 'call' in moment ? this.#calls.named(moment.call) : {})
  }

  #start(): Line {
    const { configuration, workspace } = this.#state.identity
    const model = configuration ? `${configuration.model.provider}/${configuration.model.id}` : ''
    this.#started = true
    const contextWindow = configuration?.model.contextWindow
    const size = contextWindow === undefined ? {} : { contextWindow }
    return { type: 'session.start', version: streamVersion, model, workspace, ...size }
  }

  #startTurn(): Line[] {
    const ended = this.#endTurn()
    this.#turn += 1
    this.#openTurn = this.#turn
    this.#turnReason = 'end'
    return [...ended, { type: 'turn.start', turn: this.#turn }]
  }

  /** Another model takes over. */
  #goOn({ choice = 0 }: EventOf<'model.started'>['data']): Line[] {
    const { identity, model } = this.#state
    if (choice <= model.choice || !identity.configuration || !model.failure) return []
    const { provider, id } = chosenModel(identity.configuration, choice)
    const why = isPassing(model.failure.code) ? '' : `${model.failure.message} `
    return [{ type: 'error', message: `${why}Going on with ${provider}/${id}.`, recoverable: true }]
  }

  #endTurn(): Line[] {
    if (this.#openTurn === 0) return []
    const turn = this.#openTurn
    this.#openTurn = 0
    return [{ type: 'turn.end', turn, reason: this.#turnReason }]
  }

  #settleModel(event: EventOf<'model.settled'>): Line[] {
    const { data } = event
    // What was streamed of an attempt that came to nothing is never told again.
    if (data.kind !== 'replied') this.#streamed.delete(event.cause ?? 0)
    if (data.kind === 'failed') {
      this.#turnReason = 'failed'
      if (!isPassing(data.failure.code)) return []
      return [{ type: 'error', recoverable: true, ...this.#retry(event, data.failure.message) }]
    }
    if (data.kind !== 'replied') {
      this.#turnReason = data.kind
      return []
    }
    this.#turnReason = data.reply.stop
    const calls = replyCalls(data.reply)
    this.#calls.replace(calls.map((call, index) => ({ ...call, id: callId(event.seq, index) })))
    return [...this.#unstreamed(event.cause, data.reply), ...this.#usage(data.reply)]
  }

  /** How long is waited before the next attempt, where there is one. */
  #retry(event: Event, why: string): { message: string; retryInMs?: number } {
    const { identity, model } = evolve(this.#state, event)
    const limits = identity.configuration?.limits
    if (!limits || model.failures >= limits.maxAttempts || model.failure?.code === 'overflow')
      return { message: why }
    const retryInMs = retryDelayMs(model, limits) ?? 0
    const attempt = `attempt ${model.failures + 1} of ${limits.maxAttempts}`
    const message = `${why} Trying again in ${(retryInMs / 1000).toFixed(1)} s (${attempt}).`
    return { message, retryInMs }
  }

  /** The reply's text, when nobody saw it as it came. */
  #unstreamed(intent: number | null, reply: Reply): Line[] {
    if (intent !== null && this.#streamed.delete(intent)) return []
    return reply.parts.flatMap((part): Line[] =>
      part.type === 'call' || part.text === ''
        ? []
        : [{ type: `${part.type}.delta`, text: part.text }],
    )
  }

  #usage(reply: Reply): Line[] {
    const { usage, model } = reply
    if (!usage) return []
    const { identity, model: current } = this.#state
    const { configuration } = identity
    const id = configuration ? chosenModel(configuration, current.choice).id : ''
    const { inputTokens, outputTokens } = usage
    const cost = costOf(usage, this.#state)
    return [{ type: 'usage', inputTokens, outputTokens, cost, model: model ?? id }]
  }

  #callLines(event: Event): Line[] {
    switch (event.type) {
      case 'call.judged': {
        const named = this.#calls.named(this.#intentCall(event.cause))
        if (!('hooks' in event.data || event.data.kind === 'judged')) return []
        const hooks = hookLines(event.data.hooks, named)
        if (event.data.kind !== 'judged') return hooks
        this.#calls.change(named.callId, event.data.input)
        const { decision, rule, reason = null } = event.data.verdict
        return [...hooks, { type: 'permission.decision', ...named, decision, rule, reason }]
      }
      case 'ask.opened': {
        const { call, preview = null, reason = null, suggestions, question } = event.data
        const more = { ...(suggestions && { suggestions }), ...(question && { question }) }
        return [{ type: 'permission.ask', ...this.#calls.named(call), preview, reason, ...more }]
      }
      case 'ask.settled': {
        if (event.data.kind !== 'answered') return []
        const { decision, by: rule, reason = null } = event.data
        const named = this.#calls.named(this.#intentCall(event.cause))
        return [{ type: 'permission.decision', ...named, decision, rule, reason }]
      }
      case 'call.refused':
        return this.#toolEnd(event.data.call, event.data.message, true)
      case 'tool.started':
        return this.#calls.start(event.data.call)
      case 'tool.settled': {
        if (event.data.kind === 'lost') return []
        return this.#end(this.#intentCall(event.cause), event.data)
      }
      default:
        return this.#taskLines(event)
    }
  }

  #taskLines(event: Event): Line[] {
    switch (event.type) {
      case 'task.started': {
        const { call, spec } = event.data
        const { kind } = spec
        const started: Line = { type: 'task.start', task: event.seq, callId: call, kind }
        return [...this.#calls.start(call), started]
      }
      case 'task.promoted': {
        const call = this.#intentCall(event.data.task)
        return this.#toolEnd(call, contentText(event.data.content), false)
      }
      case 'task.settled': {
        const task = event.cause ?? 0
        const call = this.#intentCall(task)
        const result = event.data.kind === 'ended' ? event.data.result : event.data
        const end: Line = { type: 'task.end', task, callId: call, output: resultText(result) }
        return isPromoted(this.#state.tasks, task) ? [end] : [...this.#end(call, result), end]
      }
      default:
        return []
    }
  }

  #intentCall(cause: number | null): string {
    const intent = this.#state.open.find((one) => one.seq === cause)
    return intent && 'call' in intent.data ? intent.data.call : ''
  }

  #toolEnd(id: string, output: string, failed: boolean): Line[] {
    const error = failed ? output : null
    return [...this.#calls.start(id), { type: 'tool.end', ...this.#calls.named(id), output, error }]
  }

  #end(id: string, result: Result): Line[] {
    return this.#toolEnd(id, resultText(result), result.kind !== 'done')
  }
}

const hookLines = (
  answers: readonly HookAnswer[] = [],
  call: { callId?: string; tool?: string } = {},
): Line[] =>
  answers.map(({ event, hook, decision, reason = null }) => ({
    type: 'hook.decision',
    event,
    ...call,
    hook,
    decision,
    reason,
  }))

/** Another attempt may mend it. */
const isPassing = (code: FailureCode) =>
  code === 'retryable' || code === 'truncated' || code === 'overflow'

type Result = { kind: 'done' | 'failed'; content: Content } | { kind: Unfinished; message: string }

const resultText = (result: Result): string =>
  'content' in result ? contentText(result.content) : result.message
