import { digestOf } from './digest-of.ts'

/** What providers take. */
const most = 64

/**
 * Gives `mcp_<server>_<tool>`, of letters, digits, `_` and `-`, at most 64 characters. What had to be changed to fit, or is
 * taken, ends with eight characters of its own, the same in every process.
 */
export class ToolNames {
  readonly #taken = new Set<string>()

  take(serverId: string, tool: string): string {
    const plain = `mcp_${serverId}_${plainName(tool)}`
    let name = plain.length > most ? suffixed(plain, tool) : plain
    for (let times = 1; this.#taken.has(name); times += 1) name = suffixed(plain, tool + times)
    this.#taken.add(name)
    return name
  }
}

/** Letters, digits, `_` and `-`. */
export const plainName = (name: string): string => name.replaceAll(/[^A-Za-z0-9_-]/g, '_')

const suffixed = (name: string, tool: string): string =>
  `${name.slice(0, most - 9)}_${digestOf(tool)}`
