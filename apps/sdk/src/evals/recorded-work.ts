// What the log of a work's session says: how much of what is said stands in it, and how it ended.
import {
  contentText,
  replyText,
  type Event,
  type Failure,
  type RunFinished,
  type SubjectEnd,
} from '@harness/kernel'
import { faultOfFailure } from './fault-of.ts'

export class RecordedWork {
  readonly session: string
  /** How many times somebody from outside said something. */
  said = 0
  #answer = ''
  #failure: Failure | undefined
  #end: RunFinished | undefined

  constructor(session: string) {
    this.session = session
  }

  add(event: Event): void {
    switch (event.type) {
      case 'input.received':
        if (event.data.from !== 'person') return
        this.said += 1
        this.#answer = ''
        this.#end = undefined
        return
      case 'run.started':
        this.#failure = undefined
        this.#end = undefined
        return
      case 'model.settled':
        if (event.data.kind === 'failed') this.#failure = event.data.failure
        if (event.data.kind !== 'replied') return
        this.#failure = undefined
        this.#answer = replyText(event.data.reply)
        return
      case 'tool.settled':
        if (event.data.kind === 'done' && event.data.endsRun) {
          this.#answer = contentText(event.data.content)
        }
        return
      case 'run.finished':
        this.#end = event.data
        return
      default:
    }
  }

  /** Undefined while something is left to do. */
  end(): SubjectEnd | undefined {
    const end = this.#end
    if (!end) return undefined
    const { reason, limit = null, message = '' } = end
    const says = { answer: this.#answer, session: this.session }
    switch (reason) {
      case 'done':
      case 'denied':
        return { reason, limit: null, fault: null, ...says }
      case 'limit': {
        // It was used up by waiting: the model was asked again and again, and did not answer.
        const fault = this.#failure ? faultOfFailure(this.#failure) : null
        if (fault?.kind === 'infrastructure')
          return { reason: 'failed', limit: null, fault, ...says }
        return { reason, limit, fault: null, ...says }
      }
      case 'cancelled':
        return { reason: 'failed', limit: null, fault: cancelled, ...says }
      case 'stuck':
        return { reason: 'failed', limit: null, fault: subject('stuck', message), ...says }
      case 'failed': {
        const fault = this.#failure ? faultOfFailure(this.#failure) : subject('failed', message)
        return { reason, limit: null, fault, ...says }
      }
    }
  }
}

const subject = (code: string, message: string) => ({ kind: 'subject' as const, code, message })

/** Nobody but a person beside the eval does that. */
const cancelled = {
  kind: 'infrastructure' as const,
  code: 'cancelled',
  message: 'Somebody cancelled the run of this session from outside.',
}
