import type { Preset } from '@harness/providers'

interface Meant {
  wire: Preset['wire']
  /** The address of the catalogue. */
  own: string | undefined
}

/** Where a wire goes on by itself. */
const ends = /\/(?:chat\/completions|completions|responses|messages|models|embeddings)\/*$/u

/** What in an address keeps its models from being found; the address itself, which may hold a key, is not repeated. */
export function addressFault(
  address: string,
  { wire, own }: Meant,
): { why: string; fix: string } | undefined {
  const text = address.trim()
  const url = /^https?:\/\//iu.test(text) ? URL.parse(text) : null
  if (!url) {
    const example = own ?? 'http://127.0.0.1:8000/v1'
    return {
      why: 'is no address: it begins with neither http:// nor https://',
      fix: `write it as ${example}`,
    }
  }
  if (address !== text || /^["']|["']$/u.test(text)) {
    return { why: 'has white space or quotes around it', fix: 'write the address alone' }
  }
  if (url.username !== '' || url.password !== '') {
    return { why: 'holds a name or a password', fix: "put the key into the provider's variable" }
  }
  const [end] = ends.exec(url.pathname) ?? []
  if (end !== undefined) {
    return {
      why: `ends in ${end}, which is added to it`,
      fix: `leave ${end} out: it ends with its version, as in /v1`,
    }
  }
  if (url.search !== '' || url.hash !== '') {
    return { why: 'has a ? or # in it, behind which no path can follow', fix: 'leave that out' }
  }
  // Anthropic's goes without a version; some have none.
  const hasVersion = own === undefined || /\/v\d/u.test(own)
  if (wire !== 'anthropic' && hasVersion && url.pathname === '/') {
    return { why: 'has no path: most servers are asked below /v1', fix: 'write /v1 behind it' }
  }
  return undefined
}
