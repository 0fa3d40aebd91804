import type { McpServers } from '@harness/mcp'

/** Milliseconds that nobody is told what is waited for. */
const patience = 3000

/** Waits for servers to start, and says for which where that takes its time. */
export async function tellOfSlow<Result>(
  servers: Pick<McpServers, 'status'>,
  waitedFor: Promise<Result>,
  onNotice: ((text: string) => void) | undefined,
): Promise<Result> {
  const waiting = setTimeout(() => {
    const slow = servers.status().filter(({ state }) => state === 'starting')
    const names = slow.map(({ server }) => server).join(', ')
    if (names !== '') onNotice?.(`Waits for the MCP servers to start: ${names}.`)
  }, patience)
  return waitedFor.finally(() => clearTimeout(waiting))
}
