import type { McpFaultCode } from './mcp-fault.ts'

export interface AdvicePlace {
  /** The server's name in the settings. */
  server: string
  /** Whether there is a place where logins are kept. */
  keepsLogins: boolean
}

/** What a person can do, where the message does not say it yet. */
export function adviceFor(code: McpFaultCode, { server, keepsLogins }: AdvicePlace): string {
  if (code === 'not_started') return '. Look at its command, arguments and folder in the settings.'
  if (code === 'timeout') return '. Give it more time (timeoutMs), or start it by hand to see why.'
  if (code === 'unreachable') return '. Look at its url in the settings.'
  if (code === 'ended') return '. Start it by hand to see why.'
  if (code !== 'unauthorized') return '.'
  const login = keepsLogins
    ? `Log in: harness mcp login ${shellWord(server)}, or give it`
    : 'Give it'
  return `. ${login} \`headers\` in its settings that let it in.`
}

/** A name as it is typed: whoever wrote it, a shell takes it for one word. */
const shellWord = (name: string): string =>
  /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
