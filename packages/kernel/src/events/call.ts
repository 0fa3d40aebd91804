import { z } from 'zod'

/** The kernel's name of a call: the seq of the `model.settled` that asked for it, a dot, its place in that reply. */
export const CallId = z.string().regex(/^\d+\.\d+$/)
export type CallId = z.infer<typeof CallId>

export const callId = (modelSettled: number, index: number): CallId => `${modelSettled}.${index}`
