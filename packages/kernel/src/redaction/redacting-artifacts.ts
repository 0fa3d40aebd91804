import { KernelError } from '../errors/kernel-error.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import type { Redactor } from '../ports/redactor.ts'
import { bytesOf, isLatin1, latin1Of } from './latin1.ts'

/** What begins as a placeholder does and is none, with what tells it from one. */
const alike = /\[secret(\\*):/gu
const told = /\[secret(\\+):/gu

/**
 * Artifacts that hold no secret: what is put is kept with placeholders, text and other bytes alike, and `get` answers the
 * very bytes that were put, in another process too. What only looks like a secret is therefore kept as it is. The hash is
 * that of what is kept. `get` rejects with `secret_missing` where a placeholder stands
 * for nothing that is known here.
 */
export function redactingArtifacts(artifacts: Artifacts, redactor: Redactor): Artifacts {
  return {
    put(bytes, options) {
      const text = latin1Of(bytes)
      const clean = redactor.lasting.redact(text.replaceAll(alike, String.raw`[secret$1\:`))
      return artifacts.put(clean === text ? bytes : bytesOf(clean), options)
    },
    async get(hash) {
      const kept = await artifacts.get(hash)
      if (!kept) return undefined
      const text = latin1Of(kept)
      const { text: restored, missing } = redactor.restore(text)
      const [lost] = missing
      if (lost !== undefined) {
        throw new KernelError(
          'secret_missing',
          `The artifact ${hash} cannot be read as it was: ${lost} stands in it for a secret that is not known here. Set the variable that holds it, in the home in which it was recorded.`,
        )
      }
      const whole = restored.replaceAll(told, untold)
      // What was put elsewhere may hold a secret that is no bytes.
      return whole === text || !isLatin1(whole) ? kept : bytesOf(whole)
    },
  }
}

const untold = (_: string, marks: string) => `[secret${marks.slice(1)}:`
