import { hash as digest } from 'node:crypto'
import type { Hash } from '../../../events/hash.ts'

/** Whether bytes are what the name says. */
export const isOf = (bytes: Uint8Array, hash: Hash): boolean =>
  `sha256:${digest('sha256', bytes, 'hex')}` === hash
