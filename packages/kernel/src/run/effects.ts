// The effects that this process is performing. Owns: one performance per intent, intents durable before anything
// non-pure happens, an unwanted effect is told so and has a few seconds to let go.
import { KernelError } from '../errors/kernel-error.ts'
import type { IntentEvent } from '../events/intent.ts'
import type { Facts, Session } from '../log/session.ts'
import { unfinished } from '../log/unfinished.ts'
import { hasHooks } from '../state/hooks.ts'
import type { State } from '../state/state.ts'
import type { Host } from '../perform/host.ts'
import { isUndisturbed, isWanted } from './is-wanted.ts'
import { recoverIntent } from './recover-intent.ts'
import { senseless } from './senseless.ts'
import { withinGrace } from './within-grace.ts'

/** How long an effect may take to end after it was told to, in milliseconds. */
const graceMs = 5_000

interface Effect {
  intent: IntentEvent
  controller: AbortController
  /** Resolves when its performer has it, or never will. */
  begun: Promise<void>
  ended: Promise<void>
}

interface Performing {
  signal: AbortSignal
  /** Called when the performer has it. */
  begin(): void
}

export interface EffectsOptions {
  host: Host
  /** Called with what breaks the session: a store that cannot write. */
  broken(error: unknown): void
  /** Writes outcomes in the place of the session. */
  settle?: (intent: IntentEvent, facts: Facts) => Promise<unknown>
}

export class Effects {
  readonly #session: Session
  readonly #options: EffectsOptions
  readonly #live = new Map<number, Effect>()
  /** Intents at or before this seq were found in the log, not decided here. */
  readonly #born: number

  constructor(session: Session, options: EffectsOptions) {
    this.#session = session
    this.#options = options
    this.#born = session.state.seq
  }

  /** Tells the unwanted ones to end, and starts what is open and not under way. */
  follow(): void {
    const { state } = this.#session
    const open = new Set(state.open.map(({ seq }) => seq))
    for (const { intent, controller } of this.#live.values()) {
      if (!open.has(intent.seq) || !isUndisturbed(intent, state)) controller.abort('cancel')
    }
    for (const intent of state.open) {
      if (intent.type !== 'ask.opened' && !this.#live.has(intent.seq)) this.#start(intent)
    }
  }

  /** Stops driving: nothing more is written, and nothing of this process goes on when it resolves, or a few seconds later. */
  async stop(): Promise<void> {
    const live = [...this.#live.values()]
    if (live.length === 0) return
    const patience = new AbortController()
    const grace = this.#options.host.runtime.sleep(graceMs, patience.signal).catch(() => undefined)
    // A background task that was said to run runs: nobody else may look for a long time.
    const tasks = live.filter(({ intent }) => intent.type === 'task.started')
    await Promise.race([Promise.all(tasks.map(({ begun }) => begun)), grace])
    for (const { controller } of live) controller.abort('stop')
    await Promise.race([Promise.all(live.map((effect) => effect.ended)), grace])
    patience.abort('stop')
  }

  #start(intent: IntentEvent): void {
    const controller = new AbortController()
    if (!isWanted(intent, this.#session.state)) controller.abort('cancel')
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const ended = this.#settle(intent, { signal: controller.signal, begin })
      .catch((error: unknown) => this.#options.broken(error))
      .finally(() => {
        begin()
        this.#live.delete(intent.seq)
      })
    this.#live.set(intent.seq, { intent, controller, begun, ended })
  }

  async #settle(intent: IntentEvent, performing: Performing): Promise<void> {
    const facts = await this.#outcome(intent, performing)
    if (isStop(performing.signal)) return
    const { settle } = this.#options
    if (settle) return void (await settle(intent, facts))
    await this.#append(intent, facts).catch((error: unknown) => {
      if (!(error instanceof KernelError) || error.code !== 'invalid_event') throw error
      return this.#append(intent, [senseless(intent, error.message)])
    })
    if (isActing(intent)) {
      // Overlaps the next model call.
      this.#session.sync().catch((error: unknown) => this.#options.broken(error))
    }
  }

  #append(intent: IntentEvent, facts: Facts) {
    return this.#session.settle((state) => {
      // A late outcome is dropped: somebody closed the intent meanwhile.
      if (!state.open.some((one) => one.seq === intent.seq)) return undefined
      return typeof facts === 'function' ? facts(state) : facts
    })
  }

  async #outcome(intent: IntentEvent, { signal, begin }: Performing): Promise<Facts> {
    const orphan = intent.seq <= this.#born
    const { host } = this.#options
    if (orphan && signal.aborted && intent.type !== 'task.started') {
      return [unfinished(intent, isActing(intent) ? 'unknown' : 'cancelled')]
    }
    if (orphan) {
      const recovery = await recoverIntent(intent, this.#session, host)
      if (recovery !== 'perform') return [recovery]
    }
    if (isActing(intent) || asksHooks(intent, this.#session.state)) await this.#session.sync()
    const performance = { session: this.#session, host, signal, recovering: orphan }
    const outcome = withinGrace(intent, performance, graceOf(intent))
    begin()
    return outcome
  }
}

/** A subagent has effects of its own that are given as long to end. */
const graceOf = (intent: IntentEvent): number =>
  intent.type === 'task.started' && intent.data.spec.kind === 'subagent' ? 3 * graceMs : graceMs

/** Hooks of what is harmless itself may do anything. */
function asksHooks({ type }: IntentEvent, state: State): boolean {
  if (type === 'compaction.started') return hasHooks('PreCompact', state)
  if (type !== 'judge.started') return false
  return hasHooks('PreToolUse', state) || hasHooks('PermissionRequest', state)
}

const isStop = (signal: AbortSignal) => signal.aborted && signal.reason === 'stop'

/** Whether the effect changes something, so that its intent must be durable first. */
function isActing(intent: IntentEvent): boolean {
  if (intent.type === 'tool.started') return intent.data.effect !== 'pure'
  return ['task.started', 'hook.started', 'rewind.started'].includes(intent.type)
}
