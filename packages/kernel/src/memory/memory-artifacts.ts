import type { Artifacts } from '../ports/artifacts.ts'
import type { Hash } from '../events/hash.ts'
import { sha256 } from './sha256.ts'

/** Artifacts that live as long as the object. */
export function memoryArtifacts(): Artifacts {
  const kept = new Map<Hash, Uint8Array>()
  return {
    put: async (bytes) => {
      const hash = `sha256:${sha256(bytes)}`
      kept.set(hash, bytes.slice())
      return hash
    },
    get: async (hash) => kept.get(hash)?.slice(),
  }
}
