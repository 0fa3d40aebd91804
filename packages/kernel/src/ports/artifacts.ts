import type { Hash } from '../events/hash.ts'

/** Bytes by content hash, for what the log does not hold itself. */
export interface Artifacts {
  /** Resolves when the bytes are durable; the same bytes have the same name. */
  put(bytes: Uint8Array): Promise<Hash>
  /** Undefined when there are no such bytes. */
  get(hash: Hash): Promise<Uint8Array | undefined>
}
