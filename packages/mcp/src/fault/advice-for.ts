import type { McpFaultCode } from './mcp-fault.ts'

export interface AdvicePlace {
  /** The server's name in the settings. */
  server: string
  /** Who can log in there: a person, this program by its settings, or nobody. */
  login: 'person' | 'program' | 'none'
}

/** What a person can do, where the message does not say it yet. */
export function adviceFor(code: McpFaultCode, { server, login }: AdvicePlace): string {
  if (code === 'not_started') return '. Look at its command, arguments and folder in the settings.'
  if (code === 'timeout') return '. Give it more time (timeoutMs), or start it by hand to see why.'
  if (code === 'unreachable') return '. Look at its url in the settings.'
  if (code === 'ended') return '. Start it by hand to see why.'
  if (code !== 'unauthorized') return '.'
  if (login === 'program') return '. Look at `oauth` in its settings, and at what it may do there.'
  const how =
    login === 'person' ? `Log in: harness mcp login ${shellWord(server)}, or give it` : 'Give it'
  return `. ${how} \`headers\` in its settings that let it in.`
}

/** A name as it is typed: whoever wrote it, a shell takes it for one word. */
const shellWord = (name: string): string =>
  /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
