import type { Json } from '../../events/json.ts'
import type { ReplyPart } from '../../events/reply.ts'
import { recordOf } from '../read-json.ts'

/** What the provider of this name kept with a part; undefined when another one did. */
export function ownOpaque(part: ReplyPart, provider: string): Record<string, Json> | undefined {
  const { opaque } = part
  if (typeof opaque !== 'object' || opaque === null || Array.isArray(opaque)) return undefined
  return recordOf(opaque)?.['provider'] === provider ? opaque : undefined
}
