import { promotionOf, textContent, type Draft, type Post } from '../../index.ts'
import { SimProcess } from './sim-process.ts'
import { simSessions } from './sim-sessions.ts'
import type { SimWorld } from './sim-world.ts'

/** Somebody outside: says things, answers asks (sometimes twice), cancels. Everything it posts must come to something. */
export class SimPerson {
  readonly posted: string[] = []
  readonly #world: SimWorld
  readonly #name: string
  readonly #sessions

  constructor(world: SimWorld, name: string) {
    this.#world = world
    this.#name = name
    this.#sessions = simSessions(world, new SimProcess(world, 'person'))
  }

  /** One whim. */
  async act(session: string): Promise<void> {
    const whim = this.#world.random()
    if (whim < 0.5) await this.answerAsks(session)
    else if (whim < 0.8) await this.#say(session)
    else if (whim < 0.88) await this.#post(session, cancel())
    else if (whim < 0.92) await this.#aboutTask(session, cancel)
    else if (whim < 0.95) await this.#aboutTask(session, promotionOf)
    else if (whim < 0.98) await this.#post(session, shorter())
  }

  /** Answers everything that is asked; sometimes twice, and not always the same. */
  async answerAsks(session: string): Promise<void> {
    const log = this.#world.logs.get(session)
    if (!log) return
    const settled = new Set(
      log.events.filter(({ type }) => type === 'ask.settled').map(({ cause }) => cause),
    )
    for (const event of log.events.slice()) {
      if (event.type !== 'ask.opened' || settled.has(event.seq)) continue
      const times = this.#world.chance(0.3) ? 2 : 1
      for (let time = 0; time < times; time++) await this.#post(session, this.#answer(event.seq))
    }
  }

  #answer(cause: number): Post['draft'] {
    const decision = this.#world.pick(['allow', 'allow', 'deny'])
    const more = [{}, { answer: 'perhaps' }, { input: { text: 'amended' } }] as const
    const answer = decision === 'deny' ? {} : this.#world.pick(more)
    const data = { kind: 'answered', decision, by: 'person', ...answer } as const
    return { type: 'ask.settled', cause, data }
  }

  async #say(session: string): Promise<void> {
    const mode = this.#world.pick(['steer', 'follow-up'])
    const content = textContent(`whim ${this.posted.length}`)
    await this.#post(session, { type: 'input.received', data: { from: 'person', mode, content } })
  }

  async #aboutTask(session: string, make: (task: number) => Post['draft']): Promise<void> {
    const task = this.#world.logs.get(session)?.events.findLast(isTask)?.seq
    if (task !== undefined) await this.#post(session, make(task))
  }

  async #post(session: string, draft: Post['draft']): Promise<void> {
    if (!this.#world.logs.has(session)) return
    const id = `${this.#name}-${this.posted.length}`
    this.posted.push(id)
    await this.#sessions.post(session, { id, draft })
    // The same post may arrive twice.
    if (this.#world.chance(0.1)) await this.#sessions.post(session, { id, draft })
  }
}

const isTask = (event: { type: string }) => event.type === 'task.started'

const shorter = (): Post['draft'] => ({ type: 'compaction.requested', data: { focus: 'whims' } })

const cancel = (task?: number): Extract<Draft, { type: 'cancel.requested' }> => ({
  type: 'cancel.requested',
  data: { by: 'person', ...(task === undefined ? {} : { task }) },
})
