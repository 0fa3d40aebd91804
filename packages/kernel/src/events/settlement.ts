import { z } from 'zod'

/**
 * How an intent ends that nobody performed to its end: `cancelled` by a person or a limit, `lost` with its process
 * (harmless: it is issued again), `unknown` with its process (it may have happened), `forked` away from its session.
 */
export const Unfinished = z.enum(['cancelled', 'lost', 'unknown', 'forked'])
export type Unfinished = z.infer<typeof Unfinished>
