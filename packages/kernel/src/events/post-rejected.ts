import { z } from 'zod'

/** A post from another process came too late or made no sense; it changes nothing. */
export const PostRejected = z.object({
  type: z.literal('post.rejected'),
  data: z.object({ post: z.string(), reason: z.string() }),
})
