import { z } from 'zod'
import { Content } from './content.ts'
import { Unfinished } from './settlement.ts'
import { FileState } from './tool-result.ts'

const shared = {
  /** Those that are as they were to be. */
  files: z.array(FileState),
  /** What the model reads of it next. */
  content: Content.optional(),
}

export const RewindSettled = z.object({
  type: z.literal('rewind.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), ...shared }),
    z.object({ kind: z.literal('failed'), message: z.string(), ...shared }),
    z.object({ kind: Unfinished, content: Content }),
  ]),
})
