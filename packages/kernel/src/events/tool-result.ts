import { z } from 'zod'
import { Content } from './content.ts'
import { FileBefore } from './file-before.ts'
import { Hash } from './hash.ts'
import { Usage } from './usage.ts'

/** A file as it stood when a call settled; `hash` is null where there is none. */
export const FileState = z.object({
  path: z.string(),
  hash: Hash.nullable(),
  change: z.enum(['created', 'modified', 'deleted']).optional(),
  /** For a change: what was there. Left out, nobody kept it. */
  before: FileBefore.optional(),
})
export type FileState = z.infer<typeof FileState>

const shared = {
  /** What the model sees, verbatim; at most 32 KiB. */
  content: Content,
  /** What it does not see and a person may want: overflow, whole outputs. */
  artifacts: z.array(Hash).optional(),
  /** Files the call read or changed. */
  files: z.array(FileState).optional(),
  /** What the model of the session took that the call asked: a server may. */
  usage: Usage.optional(),
}

/** What a tool says of one call. A failure is a result the model reads, never an exception. */
export const ToolResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), ...shared, endsRun: z.boolean().optional() }),
  z.object({ kind: z.literal('failed'), code: z.string(), ...shared }),
])
export type ToolResult = z.infer<typeof ToolResult>
