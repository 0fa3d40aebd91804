import { Prepared } from '@harness/kernel'
import { z } from 'zod'

/** What the process that prepared a change hands to the one that makes it. */
export const codexChange = z.object({ prepared: Prepared, patch: z.string() })
