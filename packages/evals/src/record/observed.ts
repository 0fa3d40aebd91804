import { z } from 'zod'
import { CommandRecord } from './command-record.ts'

/** A file of the workspace after the work: changed by it, or named by an expectation. */
export const ObservedFile = z.object({
  /** Digests of its bytes before and after (`sha256:…`); null where there was no file. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Bytes after. */
  bytes: z.int().nonnegative(),
  /** What it says after; null where there is none, where it is no UTF-8, or where it is longer than 256 KiB. */
  text: z.string().nullable(),
})
export type ObservedFile = z.infer<typeof ObservedFile>

/** What was seen of a workspace when all rounds were over, before anything was put away. */
export const Observed = z.object({
  /** By path. Files that are neither changed nor named by an expectation are left out. */
  files: z.record(z.string(), ObservedFile),
  /** Changed files beyond the first 2,000, of which nothing is kept. */
  more: z.int().nonnegative(),
  /** Those of `expect.commands`, in order. */
  commands: z.array(CommandRecord),
})
export type Observed = z.infer<typeof Observed>
