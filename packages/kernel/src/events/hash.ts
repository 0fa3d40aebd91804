import { z } from 'zod'

/** The name of an artifact: `sha256:` and the lower-case hex digest of its bytes. */
export const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
export type Hash = z.infer<typeof Hash>
