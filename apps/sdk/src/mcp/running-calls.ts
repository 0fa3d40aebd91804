import type { Tool } from '@harness/kernel'

/** Which calls of servers are under way: a server that asks the person asks for one of them. */
export class RunningCalls {
  readonly #keys = new Map<string, string[]>()

  /** The same tool, noticed while it runs. */
  watch(tool: Tool): Tool {
    return {
      ...tool,
      run: async (input, prepared, context) => {
        const [server = ''] = prepared.target?.split('/') ?? []
        const { key } = context
        this.#keys.set(server, [...(this.#keys.get(server) ?? []), key])
        try {
          return await tool.run(input, prepared, context)
        } finally {
          const others = this.#keys.get(server)?.filter((one) => one !== key) ?? []
          this.#keys.set(server, others)
        }
      },
    }
  }

  /** The newest call of a server, by its id: the session, and the seq of what began it. */
  newest(serverId: string): { session: string; seq: number } | undefined {
    const key = this.#keys.get(serverId)?.at(-1)
    if (key === undefined) return undefined
    const at = key.lastIndexOf('/')
    return { session: key.slice(0, at), seq: Number(key.slice(at + 1)) }
  }
}
