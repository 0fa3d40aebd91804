import { maskSpans } from '../../redaction/mask-secrets.ts'
import { mark } from '../../redaction/placeholder.ts'
import { findSent } from '../../redaction/secret-shapes.ts'

/** A server's words as they may be logged: bounded, in one line, without our secrets or anything that looks like one. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, mark)
  clean = maskSpans(clean, findSent(clean)).replace(/\s+/g, ' ').trim()
  return clean.length > 600 ? `${clean.slice(0, 600)}…` : clean
}
