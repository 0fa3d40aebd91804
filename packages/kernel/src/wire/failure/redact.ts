const keyLike = /\b(?:sk|rk|pk|gsk|xai|AIza)[-_]?[\w*-]{12,}/g

/** A server's words as they may be logged: bounded, in one line, without our secrets or anything shaped like a key. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '[secret]')
  clean = clean.replace(keyLike, '[secret]').replace(/\s+/g, ' ').trim()
  return clean.length > 600 ? `${clean.slice(0, 600)}…` : clean
}
