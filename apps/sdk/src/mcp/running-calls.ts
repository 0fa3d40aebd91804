import { addUsage, type Tool, type Usage } from '@harness/kernel'

interface Running {
  /** The session, and the seq of what began it. */
  key: string
  /** Aborted when it is over. */
  over: AbortController
  usage?: Usage
  /** What it asked for so far. */
  asked: { person: number; model: number }
}

interface NewestCall {
  session: string
  seq: number
  key: string
  signal: AbortSignal
}

/** Which calls of servers are under way: a server that asks the person or the model asks for one of them. */
export class RunningCalls {
  readonly #running = new Map<string, Running[]>()

  /** The same tool, noticed while it runs; its result says what the model took that was asked meanwhile. */
  watch(tool: Tool): Tool {
    return {
      ...tool,
      run: async (input, prepared, context) => {
        const { server = '' } = prepared
        const over = new AbortController()
        const own: Running = { key: context.key, over, asked: { person: 0, model: 0 } }
        this.#running.set(server, [...(this.#running.get(server) ?? []), own])
        try {
          const result = await tool.run(input, prepared, context)
          return own.usage ? { ...result, usage: own.usage } : result
        } finally {
          over.abort('the call is over')
          const others = this.#running.get(server)?.filter((one) => one !== own) ?? []
          this.#running.set(server, others)
        }
      },
    }
  }

  /** The newest call of a server, by its id; the signal says that it is over. */
  newest(serverId: string): NewestCall | undefined {
    const newest = this.#running.get(serverId)?.at(-1)
    if (!newest) return undefined
    const { key, over } = newest
    const at = key.lastIndexOf('/')
    return { session: key.slice(0, at), seq: Number(key.slice(at + 1)), key, signal: over.signal }
  }

  /** Which request of its newest call this is, from 1; undefined when none is under way. */
  count(serverId: string, of: keyof Running['asked']): number | undefined {
    const newest = this.#running.get(serverId)?.at(-1)
    return newest && (newest.asked[of] += 1)
  }

  /** Counts what the model took to the newest call of a server. */
  spent(serverId: string, usage: Usage): void {
    const newest = this.#running.get(serverId)?.at(-1)
    if (newest) newest.usage = newest.usage ? addUsage(newest.usage, usage) : usage
  }
}
