import {
  chosenModel,
  TranscriptReader,
  type Event,
  type EventOf,
  type SessionReader,
} from '@harness/kernel'
import type { ModelCall } from './read-transcripts.ts'

/** The model calls of a log, oldest first; one that is under way comes last. */
export async function* modelCalls(reader: SessionReader): AsyncGenerator<ModelCall> {
  const calls = new Calls()
  const transcripts = new TranscriptReader(reader.artifacts)
  for await (const event of reader.read(1)) {
    const done = calls.take(event)
    if (!done) continue
    const { transcript, ...call } = done
    const exchanges = async () => {
      if (transcript === undefined) return null
      return (await transcripts.read(transcript)) ?? null
    }
    yield { ...call, exchanges }
  }
  for (const call of calls.open()) yield { ...call, exchanges: async () => null }
}

type Begun = Omit<ModelCall, 'exchanges'>

/** Puts each intent and its outcome together. */
class Calls {
  readonly #begun = new Map<number, Begun>()
  #configuration: EventOf<'session.configured'>['data'] | undefined
  #count = 0
  /** Asked last. */
  #model = ''

  take(event: Event): (Begun & { transcript: string | undefined }) | undefined {
    if (event.type === 'session.configured') this.#configuration = event.data
    if (event.type === 'model.started') this.#begin(event)
    if (event.type === 'compaction.settled') return this.#summary(event)
    if (event.type !== 'model.settled') return undefined
    const begun = this.#begun.get(event.cause ?? 0)
    this.#begun.delete(event.cause ?? 0)
    if (!begun) return undefined
    const { kind, transcript } = event.data
    const message = event.data.kind === 'failed' ? event.data.failure.message : null
    return { ...begun, outcome: kind, message, transcript }
  }

  open(): Begun[] {
    return [...this.#begun.values()]
  }

  /** A compaction that asked the model for a summary. */
  #summary({ cause, data }: EventOf<'compaction.settled'>) {
    if (!('transcript' in data) || data.transcript === undefined) return undefined
    this.#count += 1
    const { kind, transcript } = data
    const message = data.kind === 'failed' ? data.message : null
    const begun = { call: this.#count, seq: cause ?? 0, attempt: 1, model: this.#model }
    return { ...begun, outcome: kind, message, transcript }
  }

  #begin({ seq, data }: EventOf<'model.started'>): void {
    this.#count += 1
    const spec = this.#configuration && chosenModel(this.#configuration, data.choice ?? 0)
    this.#model = spec ? `${spec.provider}/${spec.id}` : ''
    const begun = { call: this.#count, seq, attempt: data.attempt, model: this.#model }
    this.#begun.set(seq, { ...begun, outcome: 'open', message: null })
  }
}
