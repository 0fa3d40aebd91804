import { openWorkspace } from '../session/open-workspace.ts'
import { serveOnHttp } from './http/serve-on-http.ts'
import { LiveRuns } from './runs/live-runs.ts'
import type { ServeMcpInput } from './serve-mcp.ts'
import type { Serving } from './serving.ts'
import { serveOnStdio } from './stdio/serve-on-stdio.ts'

/** Opens what all connections share, and serves until it is over. */
export async function serve(input: ServeMcpInput): Promise<void> {
  const { options = {}, transport, asks = true, signal } = input
  const serving: Serving = {
    options,
    folder: await openWorkspace(options.cwd),
    runs: new LiveRuns(),
    asks,
    notice: (text) => options.onNotice?.(text),
  }
  const over = signal ?? new AbortController().signal
  await (transport === 'stdio'
    ? serveOnStdio(serving, over)
    : serveOnHttp(serving, { ...transport, signal: over }))
}
