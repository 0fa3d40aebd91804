import { z } from 'zod'

const forms = 'env:NAME, command:…, or keychain:SERVICE/ACCOUNT'

const refusal = `A secret is not written down: say where it is, as ${forms}.`

const pattern = /^(?:env:[A-Za-z_][A-Za-z0-9_]*|command:\s*\S[\s\S]*|keychain:[^/]+\/[\s\S]+)$/

/**
 * Where a secret is: `env:NAME`, `command:…` or `keychain:SERVICE/ACCOUNT`. Anything else is refused without being
 * repeated.
 */
export const SecretReference = z
  .string({ error: refusal })
  .regex(pattern, refusal)
  .meta({ description: `A secret by reference: ${forms}.`, writeOnly: true })
export type SecretReference = z.infer<typeof SecretReference>

/** Whether this is a reference, which may be shown, and not a secret itself. */
export const isReference = (value: unknown): value is SecretReference =>
  typeof value === 'string' && pattern.test(value)
