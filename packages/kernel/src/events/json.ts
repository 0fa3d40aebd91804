import { z } from 'zod'

/** Any JSON value: what may stand in an event. */
export const Json = z.json()
export type Json = z.infer<typeof Json>
