/** A short name for a text, to compare two by: FNV-1a twice, from two starts. Not a secret, not a content hash. */
export const fingerprint = (text: string): string =>
  `${fnv(text, 0x811c9dc5).toString(36)}${fnv(text, 0x01000193).toString(36)}`

function fnv(text: string, start: number): number {
  let hash = start
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
