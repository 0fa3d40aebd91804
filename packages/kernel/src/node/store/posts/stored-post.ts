import { hash } from 'node:crypto'
import { z } from 'zod'
import { AskSettled } from '../../../events/ask-settled.ts'
import { CancelRequested } from '../../../events/cancel-requested.ts'
import { CompactionRequested } from '../../../events/compaction-requested.ts'
import { InputReceived } from '../../../events/input-received.ts'
import { TaskPromoted } from '../../../events/task-promoted.ts'

/** A post as it stands in its file. */
export const StoredPost = z.object({
  id: z.string().min(1),
  draft: z.discriminatedUnion('type', [
    InputReceived,
    // An answer names the ask it answers.
    AskSettled.extend({ cause: z.int().positive() }),
    CancelRequested,
    CompactionRequested,
    // A promotion names its task.
    TaskPromoted.extend({ cause: z.int().positive() }),
  ]),
})

let newest = 0

/**
 * A file name that sorts by the time of posting and ends with a digest of the post's id. Names of one process are in
 * the order of its posts; those of several follow their clocks.
 */
export function newPostName(id: string): string {
  newest = Math.max(newest + 1, Math.floor((performance.timeOrigin + performance.now()) * 1000))
  return `${String(newest).padStart(17, '0')}${postSuffix(id)}`
}

/** How the names of all files of one post end. */
export const postSuffix = (id: string): string => `-${hash('sha256', id, 'hex').slice(0, 32)}.json`
