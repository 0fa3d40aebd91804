import { latin1Of } from './latin1.ts'

/** How texts carry a secret, by the name that its placeholder has then. Its own form has none, and comes first. */
export function formsOf(secret: string): [form: string, text: string][] {
  const bytes = bytesOf(secret)
  const plain = [0, 1, 2].map((before) => base64Within(bytes, before))
  const url = encodeURIComponent(secret.toWellFormed())
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  const all: [string, string][] = [
    ['', secret],
    ['json', inJson(secret)],
    ['json2', inJson(inJson(secret))],
    ['url', url],
    ['query', new URLSearchParams([['', secret]]).toString().slice(1)],
    ['urllower', url.replaceAll(/%../gu, (code) => code.toLowerCase())],
    ...plain.map((text, before): [string, string] => [`base64${before}`, text]),
    ...plain.map((text, before): [string, string] => [`base64url${before}`, urlSafe(text)]),
    ['hex', hex],
    ['hexupper', hex.toUpperCase()],
    // As bytes that are looked at as if each were a character.
    ['bytes', bytes],
    ['jsonbytes', bytesOf(inJson(secret))],
    ['json2bytes', bytesOf(inJson(inJson(secret)))],
  ]
  const seen = new Set<string>()
  return all.filter(([, text]) => !seen.has(text) && seen.add(text))
}

const bytesOf = (text: string) => latin1Of(new TextEncoder().encode(text))

const inJson = (text: string) => JSON.stringify(text).slice(1, -1)

/**
 * What base64 makes of bytes that stand anywhere within others, by how many stand before them in their group of three: the
 * characters that are theirs alone. What is left at both ends tells four bits of a byte at most.
 */
function base64Within(bytes: string, before: number): string {
  const whole = btoa('\0'.repeat(before) + bytes)
  const first = Math.ceil((before * 8) / 6)
  const last = Math.floor(((before + bytes.length) * 8) / 6)
  return whole.slice(first, last)
}

const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')
