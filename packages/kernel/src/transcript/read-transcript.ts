import { KernelError } from '../errors/kernel-error.ts'
import type { Hash } from '../events/hash.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import { bodyOf } from './body-delta.ts'
import type { Exchange } from './exchange.ts'
import { Transcript } from './transcript.ts'

/**
 * What went over the wire for one model call, every request whole. Undefined when it, or one that it stands on, is gone:
 * a power failure takes what no disk was waited for. Rejects with `session_damaged` for what is no transcript.
 */
export async function readTranscript(
  artifacts: Pick<Artifacts, 'get'>,
  hash: Hash,
): Promise<Exchange[] | undefined> {
  const chain: Transcript[] = []
  for (let name: Hash | undefined = hash; name !== undefined;) {
    const bytes = await artifacts.get(name)
    if (!bytes) return undefined
    const transcript = parse(bytes, name)
    chain.push(transcript)
    name = transcript.base
  }
  let exchanges: Exchange[] = []
  let body = ''
  for (const transcript of chain.toReversed()) {
    exchanges = transcript.exchanges.map((kept) => {
      body = bodyOf(kept.request.body, body)
      return { ...kept, request: { ...kept.request, body } }
    })
  }
  return exchanges
}

function parse(bytes: Uint8Array, name: Hash): Transcript {
  try {
    return Transcript.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new KernelError('session_damaged', `artifact ${name} is no transcript`, { cause })
  }
}
