// The one mapping from the log, and what happens live beside it, to the public stream.
import { contentText } from '../events/content.ts'
import { callId } from '../events/call.ts'
import type { Event, EventOf } from '../events/event.ts'
import type { Json } from '../events/json.ts'
import { replyCalls, type Reply } from '../events/reply.ts'
import type { LiveDelta } from '../ports/live.ts'
import { openIntent } from '../state/open.ts'
import { evolve, initialState, type State } from '../state/state.ts'
import { costOf } from '../state/usage.ts'
import { parseInput } from '../perform/parse-input.ts'
import { streamVersion, type StreamEvent } from './stream-event.ts'

type Line<T = StreamEvent> = T extends StreamEvent ? Omit<T, 'sessionId' | 'seq'> : never

/** Turns the log and live deltas of one session into the public stream, in order. */
export class StreamMapping {
  #state: State
  #turn = 0
  #openTurn = 0
  #started = false
  /** The model calls whose text was streamed. */
  readonly #streamed = new Set<number>()
  readonly #calls = new Map<string, { tool: string; input: Json }>()
  readonly #callOf = new Map<number, string>()
  #turnReason = 'end'

  /** `state`: that of the log before the first event that will be mapped. */
  constructor(state: State = initialState) {
    this.#state = state
    // A run that goes on where another process left it.
    this.#turn = state.run.turns
    this.#openTurn = state.calls.list.some((call) => call.phase !== 'settled') ? this.#turn : 0
    for (const call of state.calls.list) this.#remember(call.id, call.name, call.input)
    for (const intent of state.open)
      if ('call' in intent.data) this.#callOf.set(intent.seq, intent.data.call)
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
      const id = this.#callOf.get(delta.intent) ?? ''
      return [this.#place({ type: 'tool.progress', callId: id, text: delta.text }, delta.intent)]
    }
    if (delta.delta.type === 'call') return []
    this.#streamed.add(delta.intent)
    const { type, text } = delta.delta
    return [this.#place({ type: `${type}.delta`, text }, delta.intent)]
  }

  #place(line: Line, seq: number): StreamEvent {
    return { ...line, sessionId: this.#state.identity.session, seq }
  }

  #lines(event: Event): Line[] {
    switch (event.type) {
      case 'run.started':
        this.#turn = 0
        return [this.#start()]
      case 'model.started':
        return event.data.attempt === 1 || this.#openTurn === 0 ? this.#startTurn() : []
      case 'model.settled':
        return this.#settleModel(event)
      case 'compaction.settled': {
        if (event.data.kind !== 'compacted' && event.data.kind !== 'failed') return []
        const intent = openIntent(this.#state.open, 'compaction.started', event.cause)
        const reason = intent?.data.reason ?? 'window'
        return [{ type: 'compaction', reason, ok: event.data.kind === 'compacted' }]
      }
      case 'run.finished': {
        const { reason, limit = null, message = null } = event.data
        const failed: Line[] =
          reason === 'failed' || reason === 'stuck'
            ? [{ type: 'error', message: message ?? reason, recoverable: false }]
            : []
        return [...failed, ...this.#endTurn(), { type: 'run.end', reason, limit, message }]
      }
      default:
        return this.#callLines(event)
    }
  }

  #start(): Line {
    const { configuration, workspace } = this.#state.identity
    const model = configuration ? `${configuration.model.provider}/${configuration.model.id}` : ''
    this.#started = true
    return { type: 'session.start', version: streamVersion, model, workspace }
  }

  #startTurn(): Line[] {
    const ended = this.#endTurn()
    this.#turn += 1
    this.#openTurn = this.#turn
    this.#turnReason = 'end'
    return [...ended, { type: 'turn.start', turn: this.#turn }]
  }

  #endTurn(): Line[] {
    if (this.#openTurn === 0) return []
    const turn = this.#openTurn
    this.#openTurn = 0
    return [{ type: 'turn.end', turn, reason: this.#turnReason }]
  }

  #settleModel(event: EventOf<'model.settled'>): Line[] {
    const { data } = event
    if (data.kind === 'failed') {
      const recoverable = ['retryable', 'truncated', 'overflow'].includes(data.failure.code)
      this.#turnReason = 'failed'
      return recoverable ? [{ type: 'error', message: data.failure.message, recoverable }] : []
    }
    if (data.kind !== 'replied') {
      this.#turnReason = data.kind
      return []
    }
    this.#turnReason = data.reply.stop
    for (const [index, call] of replyCalls(data.reply).entries()) {
      this.#remember(callId(event.seq, index), call.name, call.input)
    }
    return [...this.#unstreamed(event.cause, data.reply), ...this.#usage(data.reply)]
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
    const id = this.#state.identity.configuration?.model.id ?? ''
    const { inputTokens, outputTokens } = usage
    const cost = costOf(usage, this.#state)
    return [{ type: 'usage', inputTokens, outputTokens, cost, model: model ?? id }]
  }

  #callLines(event: Event): Line[] {
    switch (event.type) {
      case 'call.judged': {
        const id = this.#intentCall(event.cause)
        if (event.data.kind !== 'judged') return []
        const { decision, rule, reason = null } = event.data.verdict
        return [{ type: 'permission.decision', ...this.#named(id), decision, rule, reason }]
      }
      case 'ask.opened': {
        const { call, preview = null, reason = null } = event.data
        return [{ type: 'permission.ask', ...this.#named(call), preview, reason }]
      }
      case 'ask.settled': {
        if (event.data.kind !== 'answered') return []
        const { decision, by: rule, reason = null } = event.data
        const named = this.#named(this.#intentCall(event.cause))
        return [{ type: 'permission.decision', ...named, decision, rule, reason }]
      }
      case 'call.refused':
        return [
          this.#toolStart(event.data.call),
          this.#toolEnd(event.data.call, event.data.message, true),
        ]
      case 'tool.started':
        this.#begin(event.seq, event.data.call)
        return event.data.attempt > 1 ? [] : [this.#toolStart(event.data.call)]
      case 'tool.settled': {
        if (event.data.kind === 'lost') return []
        return [this.#end(this.#intentCall(event.cause), event.data)]
      }
      default:
        return this.#taskLines(event)
    }
  }

  #taskLines(event: Event): Line[] {
    switch (event.type) {
      case 'task.started': {
        const { call, spec } = event.data
        const started = this.#toolStart(this.#begin(event.seq, call))
        return [started, { type: 'task.start', task: event.seq, callId: call, kind: spec.kind }]
      }
      case 'task.promoted': {
        const call = this.#callOf.get(event.data.task) ?? ''
        return [this.#toolEnd(call, contentText(event.data.content), false)]
      }
      case 'task.settled': {
        const call = this.#callOf.get(event.cause ?? 0) ?? ''
        const late = this.#state.tasks.promoted.includes(event.cause ?? 0)
        const ended = this.#end(call, event.data.kind === 'ended' ? event.data.result : event.data)
        const end: Line = {
          type: 'task.end',
          task: event.cause ?? 0,
          callId: call,
          output: ended.output,
        }
        return late ? [end] : [ended, end]
      }
      default:
        return []
    }
  }

  #begin(seq: number, call: string): string {
    this.#callOf.set(seq, call)
    return call
  }

  #remember(id: string, tool: string, text: string): void {
    const input = parseInput(text)
    this.#calls.set(id, { tool, input: input.ok ? input.value : text })
  }

  #intentCall(cause: number | null): string {
    const intent = this.#state.open.find((one) => one.seq === cause)
    return intent && 'call' in intent.data ? intent.data.call : ''
  }

  #named(id: string) {
    return { callId: id, tool: this.#calls.get(id)?.tool ?? '' }
  }

  #toolStart(id: string): Line {
    const { tool = '', input = null } = this.#calls.get(id) ?? {}
    return { type: 'tool.start', callId: id, tool, input }
  }

  #toolEnd(id: string, output: string, failed: boolean): Extract<Line, { type: 'tool.end' }> {
    return { type: 'tool.end', ...this.#named(id), output, error: failed ? output : null }
  }

  #end(id: string, result: Parameters<typeof resultText>[0]) {
    return this.#toolEnd(id, resultText(result), result.kind !== 'done')
  }
}

const resultText = (
  result:
    | { kind: 'done' | 'failed'; content: Parameters<typeof contentText>[0] }
    | { kind: 'cancelled' | 'lost' | 'unknown' | 'forked'; message: string },
): string => ('content' in result ? contentText(result.content) : result.message)
