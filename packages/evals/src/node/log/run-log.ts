// The log of a run while this process writes it, and its fold. Owns: what is in the log is in the fold, in its order; when
// the log cannot be written nothing goes on.
import { Json, type Hash, type Session } from '@harness/kernel'
import { EvalsError } from '../../evals-error.ts'
import type { EvalBody } from '../../record/eval-event.ts'
import type { EvalFold, EvalState } from '../../record/eval-fold.ts'
import { parsedJson } from './parsed-json.ts'

/** The log could not be written or read: the run ends here, and can be gone on with. */
export class LogFault extends Error {
  override readonly name = 'LogFault'
}

export class RunLog {
  readonly #session: Session
  readonly #fold: EvalFold

  constructor(session: Session, fold: EvalFold) {
    this.#session = session
    this.#fold = fold
    session.onAppend((events) => {
      for (const event of events) fold.add(event)
    })
  }

  /** The id of the run. */
  get id(): string {
    return this.#session.id
  }

  get state(): EvalState {
    return this.#fold.state
  }

  newest(id: string, repeat: number) {
    return this.#fold.newest(id, repeat)
  }

  /** The first events, at once. */
  async begin(data: Extract<EvalBody, { type: 'x.eval.begun' }>['data']): Promise<void> {
    const created = { type: 'session.created', data: { session: this.id } } as const
    const begun = { type: 'x.eval.begun', data: Json.parse(data) } as const
    await guarded(this.#session.append([created, begun]))
    await this.sync()
  }

  async write({ type, data }: EvalBody): Promise<void> {
    await guarded(this.#session.append([{ type, data: Json.parse(data) }]))
  }

  async sync(): Promise<void> {
    await guarded(this.#session.sync())
  }

  /** Keeps what is said as JSON. */
  async put(value: unknown): Promise<Hash> {
    return guarded(this.#session.artifacts.put(Buffer.from(JSON.stringify(value))))
  }

  /** What was put. Rejects when it is not there any more, or damaged: one attempt is lost by that, and not the run. */
  async get(hash: Hash): Promise<unknown> {
    const bytes = await this.#session.artifacts.get(hash)
    if (!bytes) throw new EvalsError('bad_run', `The artifact ${hash} of the run is gone.`)
    return parsedJson(bytes)
  }

  async close(): Promise<void> {
    await guarded(this.#session.store.close())
  }
}

async function guarded<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    throw new LogFault(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
