import { join } from 'node:path'
import { fileVault, type McpVault } from '@harness/mcp'
import { z } from 'zod'

/** What of a login is secret; whatever else is in it says who and where. */
const Login = z.object({
  tokens: z.object({ access: z.string(), refresh: z.string().optional() }).optional(),
  client: z.object({ client_secret: z.string().optional() }).optional(),
})

/** The logins of a home. `onSecret` is told of each secret in them before anybody uses it. */
export function loginsIn(home: string, onSecret: (secret: string) => void): McpVault {
  const vault = fileVault(join(home, 'mcp-logins.json'))
  const tell = (text: string | undefined) => {
    for (const secret of secretsOf(text)) onSecret(secret)
  }
  return {
    ...vault,
    async read(key) {
      const text = await vault.read(key)
      tell(text)
      return text
    },
    async write(key, text) {
      tell(text)
      await vault.write(key, text)
    },
  }
}

function secretsOf(text: string | undefined): string[] {
  const { tokens, client } = Login.safeParse(jsonIn(text)).data ?? {}
  return [tokens?.access, tokens?.refresh, client?.client_secret].filter(
    (secret) => secret !== undefined,
  )
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    // Written by hand: what is no login is used by nobody.
    return undefined
  }
}
