import { z } from 'zod'

/** Header names in lower case and their values: only those that cannot hold a secret. */
const Headers = z.record(z.string(), z.string())

const encoding = z.literal('base64').optional()

/** What was sent. */
const Sent = z.object({
  method: z.string(),
  /** Without user, query and fragment, where keys may be. */
  url: z.string(),
  headers: Headers,
  body: z.string(),
})

/** What came back, as far as it came. */
const Received = z.object({
  status: z.int(),
  headers: Headers,
  /** As it came, byte by byte: as text where it is UTF-8. */
  body: z.string(),
  /** How `body` stands for the bytes, where they are no text. */
  encoding,
  /** Whether it was read to its end. */
  isWhole: z.boolean(),
})

/** One request over a wire, and its answer: exact, and without secrets. */
export const Exchange = z.object({
  request: Sent,
  /** Left out where none came. */
  response: Received.optional(),
  /** Why there is no whole answer: the system's code (`ECONNREFUSED`), or `stopped`. */
  broken: z.string().optional(),
  /** From the request to the end of the answer, in milliseconds. */
  ms: z.number().nonnegative(),
})
export type Exchange = z.infer<typeof Exchange>
