import type { Ground } from './ground.ts'

/** One way to set a trap. */
export interface Hostile {
  name: string
  set(ground: Ground): void
  /** What of git falls into it when a person asks it to look. */
  git?: readonly string[]
  /** Nothing that only looks falls into it. */
  isHarmlessToLook?: boolean
  /** It keeps a run for minutes, and no longer. */
  isSlow?: boolean
  /** A file that the model asks for leads out of the folder: it is denied, and the run says so. */
  leadsOut?: boolean
  /** Folders that PATH begins with, as it does for people who trust every folder. */
  path?: string
}
