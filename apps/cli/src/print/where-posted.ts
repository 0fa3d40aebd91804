import type { Posted } from '@harness/sdk'

export interface Telling {
  id: string
  /** What becomes of it where somebody runs the session. */
  taken: string
}

/** Where a post is, for the person who made it. */
export const wherePosted = (posted: Posted, { id, taken }: Telling): string =>
  posted === 'delivered'
    ? `Posted: the process that runs the session ${taken}.\n`
    : `Posted. Nobody runs the session now: harness --resume ${id} does.\n`
