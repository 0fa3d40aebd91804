import { randomBytes } from 'node:crypto'
import { UsageError } from '../outcome/usage-error.ts'

const variable = 'HARNESS_MCP_TOKEN'

/** The token of the environment, which no command of an agent gets to see; without one, a token of our own. */
export function serverToken(): { token: string; isOurs: boolean } {
  const given = process.env[variable]
  delete process.env[variable]
  if (given === undefined || given === '') {
    return { token: randomBytes(32).toString('base64url'), isOurs: true }
  }
  if (/^\S{16,}$/u.test(given)) return { token: given, isOurs: false }
  throw new UsageError(
    `${variable} is a token of at least 16 characters without spaces: leave it out to have one made.`,
  )
}
