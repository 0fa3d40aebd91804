import type { Fault } from './fault.ts'
import type { LoadedFile } from './load-file.ts'

/** A file as a change leaves it. */
export interface FileChange {
  /** As the model wrote it. */
  path: string
  /** Null where there is no file any more. */
  bytes: Uint8Array | null
  /** Permission bits of a new file, where it has those of another. */
  mode?: number
}

/** What a call does to files. */
export interface Plan {
  /** A file that is named twice is as it was named last. */
  changes: readonly FileChange[]
  /** For the model. */
  summary: string
  /** Why there is no more: what stands before it is done all the same. */
  fault?: Fault
}

/** Files as they are before the call. */
export interface FileSource {
  /** Null when there is none. A file that is named in two ways is one object. */
  load(path: string): Promise<LoadedFile | null | Fault>
}

/** Computes what a call does; the same files give the same plan. */
export type Planner = (files: FileSource) => Promise<Plan>
