import { z } from 'zod'

/** The first event of a session that is not a fork. */
export const SessionCreated = z.object({
  type: z.literal('session.created'),
  data: z.object({
    session: z.string(),
    /** The folder it works in, where it has one. */
    workspace: z.string().optional(),
    /** The session whose task it is, for a subagent. */
    parent: z.string().optional(),
    title: z.string().optional(),
  }),
})
