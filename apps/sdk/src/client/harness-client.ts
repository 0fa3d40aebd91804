import type { Sessions, StreamEvent } from '@harness/kernel'
import { startQuery, type Held } from '../drive/start-query.ts'
import type { KeptSession } from './kept-session.ts'
import { defined } from '../config/defined.ts'
import type { Options } from '../options.ts'
import type { PermissionMode } from '../permissions/permission-mode.ts'
import type { Query } from '../query.ts'
import type { RunResult } from '../run-result.ts'
import { SdkError } from '../sdk-error.ts'
import type { Compacted } from '../sessions/compact-session.ts'
import type { Terms } from '../setup/world.ts'

/**
 * One session kept open for many prompts: its model, its tools and its servers stay warm. Nothing is begun before the first
 * `send`, which takes the session that the options name. What is sent is done one after the other, each as a run of its own
 * with the limits of the options.
 */
export class HarnessClient implements AsyncDisposable {
  readonly #options: Options
  /** Behind what was sent before. */
  #queue: Promise<unknown> = Promise.resolve()
  #kept: Promise<KeptSession> | undefined
  /** What was changed, for a session that is yet to be opened. */
  #terms: Terms = {}
  /** The session that was let go of, to be taken again. */
  #resume: string | undefined
  /** What is done and what waits, in order; a compaction is no query. */
  readonly #line: { query?: Query }[] = []
  #attending: AbortController | undefined
  /** Where its session is when it is kept in memory: it is taken again from there. */
  #memory: Sessions | undefined
  /** Behind what was changed before. */
  #changes: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined
  readonly #closed = new AbortController()
  readonly #named = Promise.withResolvers<string>()

  constructor(options: Options = {}) {
    this.#options = options
    this.#named.promise.catch(() => undefined)
  }

  /** Resolves when the first `send` holds its session; rejects when the client is closed before. */
  get sessionId(): Promise<string> {
    return this.#named.promise
  }

  /**
   * Says something, when what was sent before is done. Answers at once; the run begins by itself, as that of `query` does.
   * Its `result` rejects with what keeps it from beginning, and the next `send` tries anew.
   */
  send(prompt: string): Query {
    this.#attendNoMore('sent')
    return this.#start((kept, held) => kept.run(prompt, held), prompt)
  }

  /**
   * Says something to the run under way: its next model call sees it. Resolves to true when it is in the log; to false
   * when nothing is under way, and nothing was said: `send` it.
   */
  async steer(text: string): Promise<boolean> {
    if (this.#closed.signal.aborted) return false
    return (await this.#kept?.catch(() => undefined))?.steer(text) ?? false
  }

  /**
   * Waits for background tasks and does what their ends begin, until there are none, the iteration is left, or something
   * is sent. Without it their ends are told with the next `send`.
   */
  attend(): Query {
    this.#attending ??= new AbortController()
    const { signal } = this.#attending
    return this.#start((kept, held) => kept.attend(held, signal))
  }

  /** Cancels the run under way, as `Query.interrupt` does; what waits behind it is begun. */
  async interrupt(by?: string): Promise<void> {
    await this.#line[0]?.query?.interrupt(by)
  }

  /** Another model, `provider/name`, from the next turn on. Rejects with what is wrong with it, and nothing is changed. */
  setModel(model: string): Promise<void> {
    return this.#change({ model })
  }

  /** Another permission mode, from the next decision on. Rejects when there is none of that name. */
  setPermissionMode(permissionMode: PermissionMode): Promise<void> {
    return this.#change({ permissionMode })
  }

  /**
   * Makes the conversation shorter, when what was sent before is done. `focus`: what the summary shall not miss; `onEvent`
   * is told of what happens, and must not throw. Nobody attends any more. Rejects as a `send` does that cannot begin.
   */
  async compact(focus?: string, onEvent?: (event: StreamEvent) => void): Promise<Compacted> {
    this.#attendNoMore('compacted')
    const held = {
      signal: this.#signal,
      lines: (lines: readonly StreamEvent[]) => {
        for (const event of lines) onEvent?.(event)
      },
    }
    return this.#after({}, () => this.#with((kept) => kept.compact(focus, held)))
  }

  /**
   * Stops what is under way as `options.signal` does, refuses what waits, and lets go of the session, which can be
   * resumed. Resolves when nothing of it runs but commands in the background. Never rejects for what was under way.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  get #signal(): AbortSignal {
    const { signal } = this.#options
    return signal ? AbortSignal.any([signal, this.#closed.signal]) : this.#closed.signal
  }

  async #close(): Promise<void> {
    this.#closed.abort(closed())
    await Promise.all([this.#queue, this.#changes])
    this.#named.reject(closed())
    await this.#letGo()
  }

  #attendNoMore(why: string): void {
    this.#attending?.abort(why)
    this.#attending = undefined
  }

  #start(act: (kept: KeptSession, held: Held) => Promise<RunResult>, prompt?: string): Query {
    const turn: { query?: Query } = {}
    const query = startQuery(
      (held) =>
        this.#after(turn, () => {
          held.signal.throwIfAborted()
          return this.#with((kept) => act(kept, held), prompt)
        }),
      this.#signal,
    )
    turn.query = query
    return query
  }

  /** Behind everything before, whatever became of that. */
  #after<T>(turn: { query?: Query }, act: () => Promise<T>): Promise<T> {
    this.#line.push(turn)
    const acting = this.#queue.then(async () => {
      try {
        this.#closed.signal.throwIfAborted()
        return await act()
      } finally {
        this.#line.shift()
      }
    })
    this.#queue = acting.catch(() => undefined)
    return acting
  }

  async #with<T>(act: (kept: KeptSession) => Promise<T>, prompt?: string): Promise<T> {
    // What was changed before holds, whether anybody waited for it or not.
    await this.#changes
    const kept = await this.#open(prompt)
    try {
      return await act(kept)
    } catch (error) {
      // A session that broke is of no use any more: the next one to say something takes it anew.
      await this.#letGo()
      throw error
    }
  }

  async #open(prompt?: string): Promise<KeptSession> {
    this.#kept ??= this.#take(prompt)
    try {
      const kept = await this.#kept
      this.#named.resolve(kept.id)
      return kept
    } catch (error) {
      this.#kept = undefined
      throw error
    }
  }

  async #take(prompt: string | undefined): Promise<KeptSession> {
    const { KeptSession, memorySessions } = await import('../engine.ts')
    this.#memory ??= memorySessions()
    return KeptSession.open(this.#optionsNow(), { prompt, memory: this.#memory })
  }

  /** Those given, with what was changed since; the session that was let go of is taken again. */
  #optionsNow(terms = this.#terms): Options {
    const taken = this.#resume
    return {
      ...defined({
        ...this.#options,
        ...(terms.model !== undefined && saidOfFirst),
        ...(taken !== undefined && {
          fork: undefined,
          restore: undefined,
          continue: undefined,
          title: undefined,
        }),
      }),
      ...terms,
      ...(taken !== undefined && { resume: taken }),
      signal: this.#signal,
    }
  }

  #change(terms: Terms): Promise<void> {
    const changing = this.#changes.then(() => this.#changeNow(terms))
    this.#changes = changing.catch(() => undefined)
    return changing
  }

  async #changeNow(terms: Terms): Promise<void> {
    this.#closed.signal.throwIfAborted()
    const held = await this.#kept?.catch(() => undefined)
    if (held) await held.change(terms)
    else await this.#look(terms)
    this.#terms = { ...this.#terms, ...terms }
    // One that was taken meanwhile was taken without them.
    if (!held) await (await this.#kept?.catch(() => undefined))?.change(terms)
  }

  /** What cannot be is told before there is a session, too. */
  async #look(terms: Terms): Promise<void> {
    const { termsOf } = await import('../engine.ts')
    // A mode says nothing of the model, which may be one that cannot be used yet.
    await termsOf(this.#optionsNow({ model: 'offline', ...terms }))
  }

  async #letGo(): Promise<void> {
    const letGo = this.#kept
    this.#kept = undefined
    const kept = await letGo?.catch(() => undefined)
    if (!kept) return
    this.#resume = kept.id
    await kept.close()
  }
}

/** Said of the first model: nothing of it holds for another. */
const saidOfFirst = {
  provider: undefined,
  baseUrl: undefined,
  apiKeyEnv: undefined,
  fallbackModels: undefined,
  script: undefined,
}

const closed = () => new SdkError('closed', 'This client is closed: make another one.')
