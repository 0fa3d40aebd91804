import { z } from 'zod'
import { Unfinished } from './settlement.ts'
import { ToolResult } from './tool-result.ts'

export const ToolSettled = z.object({
  type: z.literal('tool.settled'),
  data: z.discriminatedUnion('kind', [
    ...ToolResult.options,
    /** What the model reads of it stands in `message`. */
    z.object({ kind: Unfinished, message: z.string() }),
  ]),
})
