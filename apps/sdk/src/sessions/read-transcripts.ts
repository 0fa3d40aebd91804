import type { EventOf, Exchange } from '@harness/kernel'
import type { SessionPlace } from './read-session.ts'

/** One model call of a session; the summary of a compaction is one, too. */
export interface ModelCall {
  /** From 1, in the order they were made, attempts that failed and all. */
  call: number
  /** Of its intent. */
  seq: number
  /** From 1, counted since the last reply. */
  attempt: number
  /** `provider/name` of the model that was asked. */
  model: string
  /** What became of it; `open` while it is under way. */
  outcome: EventOf<'model.settled' | 'compaction.settled'>['data']['kind'] | 'open'
  /** Why it failed, else null. */
  message: string | null
  /**
   * What went over the wire, word by word and without secrets: a request for each time that it was asked. Null where
   * nothing was kept: the provider has no wire, or a power failure took it.
   */
  exchanges(): Promise<Exchange[] | null>
}

/** The model calls of a session, oldest first, whoever holds it. Rejects as `readSession` does. */
export async function* readTranscripts(
  id: string,
  place: SessionPlace = {},
): AsyncGenerator<ModelCall> {
  const { knownReader, modelCalls, openStore } = await import('../engine.ts')
  const store = await openStore(place)
  yield* modelCalls(await knownReader(store, id))
}
