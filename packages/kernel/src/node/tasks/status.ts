import { z } from 'zod'
import { readIfThere } from './read-if-there.ts'

/** What the shim publishes of the end. */
export const Status = z.object({
  code: z.int().nullable(),
  signal: z.int().nullable(),
  stopped: z.enum(['', 'timeout', 'output', 'cancelled']),
})
export type Status = z.infer<typeof Status>

/** Undefined until the whole line is there. */
export function readStatus(path: string): Status | undefined {
  const text = readIfThere(path)
  return text?.endsWith('\n') ? Status.parse(JSON.parse(text)) : undefined
}
