// What a run is doing at this moment, in words.
import type { StreamEvent } from '@harness/kernel'
import { formatSeconds, shorten } from './format.ts'
import type { OpenCalls } from './open-calls.ts'
import { plainLine } from './plain-text.ts'

type Named = { sessionId: string; callId: string }
const keyOf = ({ sessionId, callId }: Named) => `${sessionId} ${callId}`

const mostStep = 48
/** Of what the model thinks or a call says, so much of the end is kept for its last line. */
const mostKept = 400

export class Activity {
  readonly #calls: OpenCalls
  readonly #asks = new Map<string, string>()
  #phase = 'starting'
  #isCancelled = false
  #retryAt: number | undefined
  /** The newest of what the model thinks or the only call says. */
  #heard = ''
  #said = ''
  #since = performance.now()

  constructor(calls: OpenCalls) {
    this.#calls = calls
  }

  /** `isOwn`: of the run itself, not of a subagent. */
  event(event: StreamEvent, isOwn: boolean): void {
    switch (event.type) {
      case 'permission.ask':
        this.#asks.set(keyOf(event), event.question ? 'a question' : plainLine(event.tool))
        return
      case 'permission.decision':
      case 'tool.end':
        this.#asks.delete(keyOf(event))
        this.#heard = ''
        return
      case 'tool.start':
        this.#enter('thinking')
        return
      case 'tool.progress':
        this.#hear(event.text)
        return
      default:
        if (isOwn) this.#turn(event)
    }
  }

  cancel(): void {
    this.#isCancelled = true
  }

  /** What is going on, since when, and the newest word of it. */
  now(): { what: string; since?: number; step: string } {
    const what = this.#what()
    if (what !== this.#said) {
      this.#said = what
      this.#since = performance.now()
    }
    const lines = this.#heard.split(/[\r\n]/u).filter((line) => line.trim() !== '')
    const step = shorten(plainLine(lines.at(-1) ?? ''), mostStep)
    const seconds = this.#pause()
    if (seconds !== undefined) return { what: `${what} ${seconds}`, step }
    return { what, since: this.#since, step }
  }

  #what(): string {
    if (this.#isCancelled) return 'cancelling'
    const [asked] = this.#asks.values()
    if (asked !== undefined) return `waiting for an answer: ${asked}`
    const running = this.#calls.running()
    const [only] = running
    if (only && running.length === 1) return nameOf(only)
    if (only) return `${running.length} at once: ${running.map(nameOf).join(', ')}`
    return this.#phase
  }

  /** How long it is until the next attempt. Why was told when it failed. */
  #pause(): string | undefined {
    if (this.#retryAt === undefined || this.#said !== this.#phase) return undefined
    const seconds = Math.ceil((this.#retryAt - performance.now()) / 1000)
    return seconds <= 0 ? 'now' : `in ${formatSeconds(seconds)}`
  }

  #turn(event: StreamEvent): void {
    switch (event.type) {
      case 'turn.start':
        return this.#enter('thinking')
      case 'reasoning.delta':
        if (this.#phase !== 'thinking') this.#enter('thinking')
        return this.#hear(event.text)
      case 'text.delta':
        if (this.#phase !== 'writing') this.#enter('writing')
        return
      case 'compaction.start':
        return this.#enter('making the conversation shorter')
      case 'compaction':
      case 'usage':
        return this.#enter('thinking')
      case 'error': {
        if (event.retryInMs === undefined) return this.#enter('thinking')
        this.#enter('trying again')
        this.#retryAt = performance.now() + event.retryInMs
        return
      }
      default:
    }
  }

  #enter(phase: string): void {
    this.#phase = phase
    this.#retryAt = undefined
    this.#heard = ''
  }

  #hear(text: string): void {
    this.#heard = (this.#heard + text).slice(-mostKept)
  }
}

const nameOf = ({ what, agent }: { what: string; agent: string | undefined }) =>
  agent === undefined ? what : `${agent}: ${what}`
