import { isSecretKey, printable } from '@harness/config'
import type { McpServer } from '../mcp-settings.ts'

/** A variable that is looked up, and is nothing without it. */
const variable = /\$\{[A-Za-z_]\w*(?::-)?\}/gu

/** The keys of a server whose value sounds like a secret and stands there as it is, as `env.API_KEY`. */
export function literalSecrets(server: McpServer): string[] {
  const named = 'command' in server ? { env: server.env } : { headers: server.headers }
  const keyed = Object.entries(named).flatMap(([key, values = {}]) =>
    Object.entries(values)
      .filter(([name, value]) => isSecretKey(name) && value !== '' && !value.match(variable))
      .map(([name]) => `${key}.${name}`),
  )
  const texts = 'command' in server ? { args: server.args ?? [] } : { url: [server.url] }
  const said = Object.entries(texts).flatMap(([key, values]) =>
    hasSecret(values.map(bare)) ? [key] : [],
  )
  return [...keyed, ...said]
}

/** Behind `--api-key`, in `token=…`, before the @ of an address. */
function hasSecret(texts: readonly string[]): boolean {
  const shown = printable(texts)
  return Array.isArray(shown) && texts.some((text, at) => text !== '' && text !== shown[at])
}

const bare = (text: string): string => text.replaceAll(variable, '').replace(/:\/\/:?@/u, '://')
