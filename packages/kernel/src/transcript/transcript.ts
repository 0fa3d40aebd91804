import { z } from 'zod'
import { Hash } from '../events/hash.ts'
import { Exchange } from './exchange.ts'

/**
 * The body of a request, written as what is new of it: the first `head` and the last `tail` UTF-16 units are those of the
 * body it follows, `text` stands between. The body it follows is that of the exchange before it in the same transcript,
 * or, for the first, that of the last exchange of the transcript `base`. Without one, `text` is all.
 */
const Body = z.object({
  head: z.int().nonnegative(),
  text: z.string(),
  tail: z.int().nonnegative(),
})

const Kept = Exchange.extend({ request: Exchange.shape.request.extend({ body: Body }) })

/** What went over the wire for one model call, as the artifact that `model.settled` names: JSON. */
export const Transcript = z.object({
  v: z.literal(1),
  /** How many stand before it, each on the one before; 0 for one that stands alone. */
  depth: z.int().nonnegative(),
  /** The transcript of the model call before it. */
  base: Hash.optional(),
  exchanges: z.array(Kept),
})
export type Transcript = z.infer<typeof Transcript>
