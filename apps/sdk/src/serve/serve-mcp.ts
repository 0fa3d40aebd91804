import type { Options } from '../options.ts'

/** How the runs of clients are done. Which session goes on, and who is asked, is for the client to say. */
export type ServedOptions = Omit<
  Options,
  | 'resume'
  | 'continue'
  | 'fork'
  | 'restore'
  | 'title'
  | 'onAsk'
  | 'signal'
  | 'outputSchema'
  | 'store'
>

/** On `http://127.0.0.1:<port>/mcp`, and on no other address. */
export interface ServeHttp {
  /** 0 for one that is free. */
  port: number
  /** What each request must say in `Authorization: Bearer …`; at least 16 characters. */
  token: string
  /** Called once, when requests are taken. */
  onListening?: (url: string) => void
}

/** What a server allows its clients, and how they come to it. */
export interface ServeMcpInput {
  options?: ServedOptions
  /** `stdio`: the standard input and output of this process, which then carry nothing else. */
  transport: 'stdio' | ServeHttp
  /** False: what would be asked is denied, as without a person. Default: clients that can are asked. */
  asks?: boolean
  /** Ends it: runs are cancelled, their sessions can be gone on with. */
  signal?: AbortSignal
}

/**
 * Serves the harness by the Model Context Protocol, of 2025-11-25 and before and of 2026-07-28: tools `run`, `sessions`,
 * `session` and `cancel`, about the sessions of one folder. Clients choose what is done, never what is allowed: that is
 * what `options` and configurations say, and what is asked is asked by elicitation.
 *
 * Resolves when the input ends or the signal fires, and no run is under way any more. Rejects with
 * `bad_workspace` or `invalid_option` when it cannot begin, as when the port is taken.
 * https://modelcontextprotocol.io/specification/2025-11-25
 */
export async function serveMcp(input: ServeMcpInput): Promise<void> {
  const { serve } = await import('./serve.ts')
  return serve(input)
}
