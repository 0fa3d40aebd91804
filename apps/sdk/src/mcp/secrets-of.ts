import type { McpServerSettings } from '@harness/mcp'
import { secretsIn } from '../setup/secrets-in.ts'

/** Headers, and flags of programs, that say who somebody is. */
const credential = /auth|key|token|secret|cookie|passw/i
const shortest = 8

const isSecretFlag = (arg: string) => /^-[^=]*$/u.test(arg) && credential.test(arg)

/** What of a server's settings must not be written down, the variables that it names looked up in an environment. */
export function secretsOf(
  server: McpServerSettings,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const words = 'url' in server ? wordsOf(server, environment) : []
  const { args = [], env = {} } = 'command' in server ? server : {}
  // Behind its flag as a word of its own.
  const behind = args.filter((_, at) => isSecretFlag(args[at - 1] ?? ''))
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const address = 'url' in server ? [server.url] : []
  const found = secretsIn([...lines, args.join(' '), ...address].join('\n'))
  return [...[...words, ...behind].filter((word) => word.length >= shortest), ...found]
}

function wordsOf(
  { headers = {}, oauth = {} }: Extract<McpServerSettings, { url: string }>,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const said = Object.entries(headers).filter(([name]) => credential.test(name))
  const named = [oauth.clientSecretEnv, oauth.clientKeyEnv].map((name) => name && environment[name])
  return [
    ...said.flatMap(([, value]) => value.split(/\s+/u)),
    ...named.flatMap((secret) => secret?.split('\n') ?? []),
  ]
}
