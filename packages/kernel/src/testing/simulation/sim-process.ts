import type { Runtime } from '../../index.ts'
import type { SimWorld } from './sim-world.ts'

/** A process of the simulated machine. Once it is dead nothing it began comes back, and nothing it does has an effect. */
export class SimProcess {
  readonly name: string
  readonly #world: SimWorld
  #alive = true

  constructor(world: SimWorld, name: string) {
    this.#world = world
    this.name = name
  }

  get alive(): boolean {
    return this.#alive
  }

  kill(): void {
    this.#alive = false
  }

  /** Does something to the world, some time from now; the answer takes some time too. */
  async reach<T>(what: () => T): Promise<T> {
    await this.#world.pause()
    if (!this.#alive) return never()
    const answer = what()
    await this.#world.pause()
    return this.#alive ? answer : never()
  }

  /** The world's time, as long as the process lives. */
  get runtime(): Runtime {
    const { clock, random } = this.#world
    return {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      random,
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal)
        if (!this.#alive) await never()
      },
    }
  }
}

const never = <T>(): Promise<T> => new Promise(() => {})
