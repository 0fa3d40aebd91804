import { z } from 'zod'
import { Hash } from './hash.ts'

/** A file as it stood before somebody changed it, and where its bytes are kept. */
export const FileBefore = z.object({
  /** Of the content; null where there was no file. */
  hash: Hash.nullable(),
  /** The artifact that keeps the content. Its name is another than `hash` where secrets were taken out. */
  artifact: Hash.optional(),
  /** Permission bits. */
  mode: z.int().optional(),
  /** The uppermost folder that was not there either, and was made for the file. */
  folder: z.string().optional(),
})
export type FileBefore = z.infer<typeof FileBefore>
