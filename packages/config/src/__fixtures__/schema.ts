import { z } from 'zod'
import { SecretReference } from '../index.ts'

const Local = z.strictObject({
  command: z.string(),
  args: z.array(z.string()).optional(),
  env: z.record(z.string(), z.string()).meta({ writeOnly: true }).optional(),
})
const Remote = z.strictObject({
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
})

/** A configuration as a product has one. */
export const schema = z.strictObject({
  model: z.string().describe('The model, as provider/name.').optional(),
  apiKey: SecretReference.optional(),
  proxy: z.string().optional(),
  limits: z
    .strictObject({
      maxTurns: z.int().min(1).max(100).default(30),
      least: z.number().optional(),
      most: z.number().optional(),
    })
    .refine(({ least = 0, most = 1e9 }) => least <= most, 'least is over most')
    .optional(),
  permissions: z
    .union([
      z.enum(['ask', 'trust']),
      z.strictObject({
        mode: z.enum(['ask', 'trust', 'deny']).optional(),
        allowWrite: z.array(z.string()).optional(),
      }),
    ])
    .optional(),
  mcpServers: z.record(z.string(), z.union([Local, Remote])).optional(),
  hook: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('command'), run: z.string() }),
      z.strictObject({ kind: z.literal('url'), address: z.string() }),
    ])
    .optional(),
})
