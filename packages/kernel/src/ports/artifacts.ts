import type { Hash } from '../events/hash.ts'

/** Bytes by content hash, for what the log does not hold itself. */
export interface Artifacts {
  /**
   * Resolves when the bytes are durable; the same bytes have the same name. With `durable: false` no disk is waited for:
   * they survive this process, and after a power failure they may be gone.
   */
  put(bytes: Uint8Array, options?: { durable?: boolean }): Promise<Hash>
  /** Undefined when there are no such bytes, or not any more. */
  get(hash: Hash): Promise<Uint8Array | undefined>
}
