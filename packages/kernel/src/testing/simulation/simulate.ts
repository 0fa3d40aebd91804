// One seed, one story: a session that is driven, killed, cut off from power, posted to, forked and resumed, until it
// comes to rest; and then everything that was promised of it is checked.
import type { Event } from '../../index.ts'
import { checkWorld } from './check-world.ts'
import { drive } from './sim-drive.ts'
import { SimPerson } from './sim-person.ts'
import { SimProcess } from './sim-process.ts'
import { SimWorld, type Faults } from './sim-world.ts'

/** Virtual milliseconds in which things go wrong. */
const troubleMs = 400
const root = 'root'

export interface Story {
  seed: number
  violations: readonly string[]
  events: readonly Event[]
  kills: number
  powerCuts: number
}

export async function simulate(seed: number): Promise<Story> {
  const story = new Simulation(seed)
  await story.trouble()
  await story.rest(root)
  await story.fork()
  await story.resumePrefix(story.anySeq())
  return story.tell()
}

/** The same story, cut off after each of its events in turn and resumed: everything that is wrong with any of them. */
export async function resumeEveryPrefix(seed: number): Promise<Story> {
  const story = new Simulation(seed)
  await story.trouble()
  await story.rest(root)
  const { length } = story.tell().events
  for (let kept = 1; kept <= length; kept++) await story.resumePrefix(kept)
  return story.tell()
}

class Simulation {
  readonly #seed: number
  readonly #world: SimWorld
  readonly #person: SimPerson
  readonly #processes: SimProcess[] = []
  readonly #broken: unknown[] = []
  readonly #elsewhere: string[] = []
  #kills = 0
  #powerCuts = 0

  constructor(seed: number) {
    this.#seed = seed
    this.#world = new SimWorld(seed, faultsOf(seed))
    this.#person = new SimPerson(this.#world, `post-${seed}`)
  }

  /** Processes come and go, somebody talks, the power fails. */
  async trouble(): Promise<void> {
    const { clock } = this.#world
    const end = clock.now() + troubleMs
    const whileTrouble = async (upTo: number, what: () => Promise<void> | void) => {
      while (clock.now() < end) {
        await this.#world.sleep(1 + this.#world.below(upTo))
        if (clock.now() < end) await what()
      }
    }
    void this.#live({ input: 'go' })
    const actors = Promise.all([
      whileTrouble(40, () => this.#supervise()),
      whileTrouble(40, () => this.#person.act(root)),
      whileTrouble(100, () => this.#disturb()),
    ])
    await this.#until(actors)
    this.#world.calm()
  }

  /** Nothing goes wrong any more: the session must come to rest. Whoever posts to a session nobody holds wakes it. */
  async rest(session: string): Promise<void> {
    for (const process of this.#processes) process.kill()
    for (let round = 0; round < 20; round++) {
      const life = this.#live({ session, waitFor: 'tasks' })
      for (let asked = 0; asked < 50; asked++) {
        if (await this.#until(life)) break
        await this.#until(this.#person.answerAsks(session))
      }
      if (this.#world.log(session).posts.length === 0) return
    }
    this.#world.violations.push(`session ${session} never came to rest`)
  }

  /** A fork from anywhere lives a life of its own. */
  async fork(): Promise<void> {
    await this.#copy('fork', this.#world.log(root).events.slice(0, this.anySeq()))
  }

  /** The seq of one of the root session's events. */
  anySeq(): number {
    return 1 + this.#world.below(this.#world.log(root).events.length)
  }

  /** A session that is cut off anywhere comes to rest too, on a machine that knows nothing of it. */
  async resumePrefix(kept: number): Promise<void> {
    const { events } = this.#world.log(root)
    const other = new Simulation(this.#seed + 1_000_000_007)
    other.#world.calm()
    await other.#copy(root, events.slice(0, kept))
    this.#elsewhere.push(...other.tell().violations.map((one) => `resumed after ${kept}: ${one}`))
  }

  tell(): Story {
    const violations = [
      ...this.#broken.map(
        (error) => `thrown: ${error instanceof Error ? error.stack : String(error)}`,
      ),
      ...checkWorld(this.#world, this.#person.posted),
      ...this.#elsewhere,
    ]
    return {
      seed: this.#seed,
      violations,
      events: this.#world.logs.get(root)?.events ?? [],
      kills: this.#kills,
      powerCuts: this.#powerCuts,
    }
  }

  async #copy(session: string, events: Event[]): Promise<void> {
    const artifacts = this.#world.logs.get(root)?.artifacts ?? new Map()
    const inherited = events.length
    const log = { id: session, events, durable: inherited, inherited, artifacts }
    this.#world.logs.set(session, { ...log, holder: null, posts: [], woken: new Set() })
    await this.rest(session)
  }

  #supervise(): void {
    const alive = this.#processes.some((process) => process.alive)
    if (alive && !this.#world.chance(0.15)) return
    const stop = new AbortController()
    if (this.#world.chance(0.3)) {
      void this.#world.sleep(this.#world.below(60)).then(() => stop.abort('stop'))
    }
    void this.#live({
      signal: stop.signal,
      waitFor: this.#world.pick(['nothing', 'subagents', 'tasks']),
      ...(this.#world.chance(0.4) ? { input: 'again' } : {}),
    })
  }

  #disturb(): void {
    const whim = this.#world.random()
    if (whim < 0.6) {
      const living = this.#processes.filter((process) => process.alive)
      const victim = living[this.#world.below(living.length)]
      victim?.kill()
      this.#kills += victim ? 1 : 0
    } else if (whim < 0.8) {
      this.#cutPower()
    }
  }

  /** Everything dies; of what was written and not synced, any part is gone. */
  #cutPower(): void {
    this.#powerCuts++
    for (const process of this.#processes) process.kill()
    const { logs, commands, clock } = this.#world
    for (const log of logs.values()) {
      const written = log.events.length - log.durable
      log.events.length = log.durable + this.#world.below(written + 1)
      log.durable = log.events.length
    }
    for (const [name, command] of commands) {
      if (this.#world.chance(0.3)) commands.delete(name)
      else if (command.endsAt > clock.now()) command.fate ??= 'lost'
    }
    this.#world.bootAt = clock.now()
  }

  /** Starts a process that takes the session; resolves when it has let it go. */
  #live(options: Omit<Parameters<typeof drive>[2], 'process'> & { session?: string }) {
    const { session = root, ...rest } = options
    const process = new SimProcess(this.#world, `process ${this.#processes.length + 1}`)
    this.#processes.push(process)
    return drive(this.#world, session, { ...rest, process })
      .catch((error: unknown) => this.#broken.push(error))
      .finally(() => process.kill())
  }

  /** Lets time pass until the promise settles; false when nothing moves any more. */
  async #until(promise: Promise<unknown>): Promise<boolean> {
    let settled = false
    void promise.finally(() => (settled = true))
    for (;;) {
      await allMicrotasks()
      if (settled) return true
      if (!this.#world.clock.advance()) return false
    }
  }
}

/** A third of the worlds have bad disks. */
const faultsOf = (seed: number): Partial<Faults> =>
  seed % 3 === 0 ? { appendFails: 0.01, syncFails: 0.01, slow: 0.5 } : {}

const allMicrotasks = () => new Promise((resolve) => setImmediate(resolve))
