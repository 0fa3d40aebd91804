import { createHash } from 'node:crypto'
import type { Hash } from '@harness/kernel'

/** The name of bytes, as the log writes it. */
export const hashOf = (bytes: Uint8Array | string): Hash =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`
