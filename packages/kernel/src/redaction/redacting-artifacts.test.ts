import { expect, it } from 'vitest'
import { memoryArtifacts, redactingArtifacts } from '../index.ts'
import { randomFrom } from '../testing/random-from.ts'
import { testRedactor } from '../testing/test-redactor.ts'

const secrets = ['plain-secret-1', 'pässwörd-ünd-möre', 'with"quotes\\and/more+', 'both-€"-of-them']
const bytes = (text: string) => new TextEncoder().encode(text)

it('keeps no secret, and gives back the very bytes', async () => {
  const redactor = testRedactor(secrets)
  const kept = memoryArtifacts()
  const artifacts = redactingArtifacts(kept, redactor)
  const random = randomFrom(3)
  const known = redactor.redact(secrets[0] ?? '')
  const pieces = [
    ...secrets.map(bytes),
    ...secrets.map((secret) => bytes(JSON.stringify({ secret }))),
    ...secrets.map((secret) => bytes(JSON.stringify(JSON.stringify({ secret })))),
    ...secrets.map((secret) => bytes(btoa(`u:${encodeURIComponent(secret)}`))),
    ...secrets.map((secret) => Buffer.from(secret, 'latin1')),
    // What somebody wrote who has seen a placeholder, or how one is told from it.
    bytes(known),
    bytes('[secret:0123456789ab]'),
    bytes(String.raw`[secret\:`),
    bytes(String.raw`[secret\\:0123456789ab]`),
    bytes('[secret:'),
    Uint8Array.from({ length: 20 }, () => random() * 256),
    bytes('ordinary text '),
  ]
  for (let round = 0; round < 500; round++) {
    const parts = Array.from({ length: 4 }, () => pieces[Math.floor(random() * pieces.length)])
    const whole = new Uint8Array(Buffer.concat(parts.map((part) => part ?? new Uint8Array())))
    const hash = await artifacts.put(whole)
    expect(Buffer.from((await artifacts.get(hash)) ?? []).equals(whole)).toBe(true)
    const stored = Buffer.from((await kept.get(hash)) ?? [])
    for (const secret of secrets) {
      expect(stored.includes(secret)).toBe(false)
      expect(stored.includes(JSON.stringify(secret).slice(1, -1))).toBe(false)
    }
  }
})

it('names what it keeps by that, and leaves what holds nothing as it is', async () => {
  const kept = memoryArtifacts()
  const artifacts = redactingArtifacts(kept, testRedactor(secrets))
  expect(await artifacts.put(bytes('nothing'))).toBe(await kept.put(bytes('nothing')))
  expect(await artifacts.get(await artifacts.put(new Uint8Array()))).toEqual(new Uint8Array())
  const missing = await memoryArtifacts().put(bytes('elsewhere'))
  expect(await artifacts.get(missing)).toBeUndefined()
})

it('does not give placeholders for bytes: where a secret is not known it rejects', async () => {
  const kept = memoryArtifacts()
  const hash = await redactingArtifacts(kept, testRedactor(secrets)).put(
    bytes('a plain-secret-1 b'),
  )
  const later = redactingArtifacts(kept, testRedactor([]))
  await expect(later.get(hash)).rejects.toMatchObject({ code: 'secret_missing' })
})

it('gives back in another process what was found by its looks in this one', async () => {
  const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
  const kept = memoryArtifacts()
  const redactor = testRedactor(secrets)
  expect(redactor.outputs.redact(token)).not.toBe(token)
  const hash = await redactingArtifacts(kept, redactor).put(bytes(`${token} ${secrets[0]}`))
  const later = redactingArtifacts(kept, testRedactor(secrets))
  expect(new TextDecoder().decode(await later.get(hash))).toBe(`${token} ${secrets[0]}`)
})
