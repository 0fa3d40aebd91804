import { z } from 'zod'
import { FileBefore } from './file-before.ts'

/** One file that a rewind puts back. */
const RewoundFile = z.object({
  path: z.string(),
  /** As it stands now: what a rewind overwrites is kept too. */
  before: FileBefore,
  /** As it is to be. */
  after: FileBefore,
})

/** Intent: files that tools changed are put back to what they were at an earlier event. */
export const RewindStarted = z.object({
  type: z.literal('rewind.started'),
  data: z.object({
    to: z.int().positive(),
    /** Whose changes are taken back, where it is another session: the one that this is a fork of. */
    session: z.string().optional(),
    files: z.array(RewoundFile),
    /** Folders that tools made since, the deepest first: those that are empty then go, too. */
    folders: z.array(z.string()).optional(),
  }),
})
