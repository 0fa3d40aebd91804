import type {
  Event,
  HookAnswer,
  HookContext,
  HookEvent,
  HookOccasion,
  Hooks,
  Session,
} from '@harness/kernel'
import { never, openOf, type Recording } from './recording.ts'

/** Hooks that say what they said then. */
export class TapeHooks implements Hooks {
  readonly events: readonly HookEvent[] = []
  readonly #recording: Recording
  readonly #session: Session
  /** Intents at or before this seq were found in the log by the run that asks. */
  readonly #born: number
  /** Intents of which they were told. */
  readonly #told = new Set<number>()

  constructor(recording: Recording, session: Session) {
    this.#recording = recording
    this.#session = session
    this.#born = session.state.seq
  }

  async run(occasion: HookOccasion, context: HookContext): Promise<readonly HookAnswer[]> {
    switch (occasion.event) {
      case 'PreToolUse':
      case 'PermissionRequest':
        return this.#ofCall(occasion.event, occasion.call)
      case 'PreCompact': {
        const [intent] = openOf(this.#session.state.open, 'compaction.started')
        return hooksOf(intent && this.#recording.settled(intent.seq, 'compaction.settled'))
      }
      default:
        return this.#ofMoment(occasion, context)
    }
  }

  #ofCall(event: HookEvent, call: string): readonly HookAnswer[] {
    const intent = openOf(this.#session.state.open, 'judge.started').find(
      (one) => one.data.call === call,
    )
    const said = hooksOf(intent && this.#recording.settled(intent.seq, 'call.judged'))
    return said.filter((answer) => answer.event === event)
  }

  /** What the loop waits for is told in the order of its intents; what was found takes a little longer. */
  #ofMoment(
    occasion: HookOccasion,
    { signal, recovering }: HookContext,
  ): Promise<readonly HookAnswer[]> {
    const due = openOf(this.#session.state.open, 'hook.started').filter(
      ({ seq, data }) =>
        !this.#told.has(seq) &&
        data.event === occasion.event &&
        (!('call' in data) || ('call' in occasion && data.call === occasion.call)),
    )
    const intent = due.find(({ seq }) => seq <= this.#born === recovering) ?? due[0]
    if (!intent) return never(signal)
    this.#told.add(intent.seq)
    const data = this.#recording.settled(intent.seq, 'hook.settled')?.data
    return data?.kind === 'answered' ? Promise.resolve(data.answers) : never(signal)
  }
}

function hooksOf(event: Event | undefined): readonly HookAnswer[] {
  if (event?.type !== 'call.judged' && event?.type !== 'compaction.settled') return []
  return ('hooks' in event.data && event.data.hooks) || []
}
