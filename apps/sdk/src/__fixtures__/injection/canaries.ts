// Secrets that are nobody's, and how they are found again, also in what was made of them on the way.
import { createHash } from 'node:crypto'

/** A secret that looks like one, the same for the same name. */
export const canary = (name: string): string =>
  createHash('sha512').update(`canary ${name}`).digest('base64').replaceAll(/\W/gu, '').slice(0, 36)

/** Characters in a row by which a part of one is known. */
const size = 12

/** What says of texts which canaries are in them: as they are, turned round, in base64, in hexadecimal or rot13. */
export function canaryFinder(names: readonly string[]): (text: string) => string[] {
  const known = new Map<string, string>()
  for (const name of names) {
    for (const form of formsOf(canary(name))) {
      for (let at = 0; at + size <= form.length; at += 1) known.set(form.slice(at, at + size), name)
    }
  }
  // Texts are long, and hardly a place in them is worth a look.
  const beginnings = new Uint8Array(65_536)
  for (const form of known.keys()) beginnings[markOf(form, 0)] = 1
  const look = (text: string, found: Set<string>) => {
    for (let at = 0; at + size <= text.length; at += 1) {
      if (beginnings[markOf(text, at)] === 0) continue
      const name = known.get(text.slice(at, at + size))
      if (name !== undefined) found.add(name)
    }
  }
  return (text) => {
    const found = new Set<string>()
    look(text, found)
    // Letters with space between them, and lines that were folded; in JSON the ends of lines are letters too.
    look(text.replaceAll(/\\[nt]|\\+|\s+/gu, ''), found)
    return [...found]
  }
}

/** Of the first characters of what stands at a place. */
const markOf = (text: string, at: number): number =>
  (text.charCodeAt(at) +
    text.charCodeAt(at + 1) * 31 +
    text.charCodeAt(at + 2) * 961 +
    text.charCodeAt(at + 3) * 29_791) %
  65_536

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const shifted = [0, 1, 2].map((by) =>
    Buffer.concat([Buffer.from('   ').subarray(0, by), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  const hex = bytes.toString('hex')
  const turned = (text: string) => text.split('').toReversed().join('')
  const rotated = secret.replaceAll(/[a-z]/giu, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCodePoint((((letter.codePointAt(0) ?? 0) - base + 13) % 26) + base)
  })
  return [secret, turned(secret), ...shifted, hex, hex.toUpperCase(), rotated]
}
