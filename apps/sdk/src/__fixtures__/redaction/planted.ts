// Secrets of many looks, in many forms, and whether one stands in what was written.
import { randomFrom } from '@harness/kernel/testing'

export interface Planted {
  /** The variable that holds it. */
  variable: string
  secret: string
  /** Of the form that it is said in. */
  form: keyof typeof forms
  /** What is said. */
  said: string
}

const forms = {
  raw: (secret: string) => secret,
  json: (secret: string) => JSON.stringify({ a: secret }),
  json2: (secret: string) => JSON.stringify(JSON.stringify({ a: secret })),
  url: (secret: string) => `https://a.example/?q=${encodeURIComponent(secret)}`,
  base64: (secret: string) => `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`,
  base64url: (secret: string) => Buffer.from(`u${secret}.`).toString('base64url'),
  hex: (secret: string) => Buffer.from(secret).toString('hex'),
} as const

const names = ['raw', 'json', 'json2', 'url', 'base64', 'base64url', 'hex'] as const

/** Letters that mean nothing to a shell; those of `strange` mean something to everything else. */
const plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const strange = `${plain}+/=&?%"<>ä€`

export function plant(count: number, seed: number): Planted[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, index) => {
    const letters = index % 3 === 0 ? Array.from(strange) : Array.from(plain)
    const length = 12 + Math.floor(random() * 40)
    const body = Array.from({ length }, () => letters[Math.floor(random() * letters.length)])
    const secret = `Q${body.join('')}`
    const form = names[index % names.length] ?? 'raw'
    return { variable: `PLANT_${index}_TOKEN`, secret, form, said: forms[form](secret) }
  })
}

/** What of a secret must not be found: all that whoever finds it needs. */
function tracesOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1)
  const base64 = ['', 'x', 'xx'].map((before) => {
    const whole = Buffer.concat([Buffer.from(before), bytes]).toString('base64')
    return whole.replaceAll('=', '').slice(4, -2)
  })
  const texts = [
    secret,
    inJson(secret),
    inJson(inJson(secret)),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  return [...new Set(texts)]
}

/** Which of them stand in what was written, by variable. */
export function leaksIn(written: Uint8Array | string, planted: readonly Planted[]): string[] {
  const text = Buffer.from(written).toString('latin1')
  return planted
    .filter(({ secret }) =>
      tracesOf(secret).some((trace) => text.includes(Buffer.from(trace).toString('latin1'))),
    )
    .map(({ variable, form }) => `${variable} (${form})`)
}
