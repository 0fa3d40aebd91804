import type { ActContext, Content, Hash } from '@harness/kernel'
import { z } from 'zod'
import { plainLine } from '../fault/plain-text.ts'

/** A part of what a server answers, with the keys that its type has; any other type is a name. */
export const ServerContent = z.looseObject({ type: z.string() })
export type ServerContent = z.infer<typeof ServerContent>

const Text = z.looseObject({ type: z.literal('text'), text: z.string() })
const Bytes = z.looseObject({
  type: z.enum(['image', 'audio']),
  data: z.string(),
  mimeType: z.string(),
})
const Link = z.looseObject({
  type: z.literal('resource_link'),
  uri: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  mimeType: z.string().optional(),
})

/** What a resource holds: a text, or bytes. */
export const ResourceContents = z.union([
  z.looseObject({ uri: z.string(), mimeType: z.string().optional(), text: z.string() }),
  z.looseObject({ uri: z.string(), mimeType: z.string().optional(), blob: z.string() }),
])
export type ResourceContents = z.infer<typeof ResourceContents>

const Embedded = z.looseObject({ type: z.literal('resource'), resource: ResourceContents })
const Known = z.union([Text, Bytes, Link, Embedded])

/** What an answer is read with. */
export type ReadContext = Pick<ActContext, 'signal' | 'artifacts'>

/** Images that a model is shown; more are kept, and named. */
const mostImages = 10
const mostImageBytes = 5 * 1024 * 1024
const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

interface Parts {
  content: Content
  /** Of what the model does not see. */
  artifacts: Hash[]
}

/** The parts of an answer as content. Bytes become artifacts; what a model cannot see is told of. */
export async function partsOf(
  parts: readonly ServerContent[],
  context: ReadContext,
): Promise<Parts> {
  const all: Parts = { content: [], artifacts: [] }
  for (const part of parts) {
    const known = Known.safeParse(part)
    if (!known.success) {
      say(all, `[content of the type ${plainLine(part.type).slice(0, 50)} is left out]`)
      continue
    }
    const { data } = known
    if (data.type === 'text') say(all, data.text)
    else if (data.type === 'resource_link') say(all, linkText(data))
    else if (data.type === 'resource') await addResource(all, data.resource, context)
    else await addBytes(all, { base64: data.data, mediaType: data.mimeType }, context)
  }
  return all
}

/** Adds a resource: its text under its address, or its bytes as an artifact. */
export async function addResource(
  all: Parts,
  resource: ResourceContents,
  context: ReadContext,
): Promise<void> {
  const mediaType = resource.mimeType ?? 'application/octet-stream'
  const head = `[resource ${plainLine(resource.uri)}]`
  if ('text' in resource && typeof resource.text === 'string') {
    say(all, `${head}\n${resource.text}`)
  } else {
    say(all, head)
    await addBytes(all, { base64: String(resource['blob']), mediaType }, context)
  }
}

const say = (all: Parts, text: string): void => void all.content.push({ type: 'text', text })

async function addBytes(
  all: Parts,
  { base64, mediaType }: { base64: string; mediaType: string },
  { artifacts }: ReadContext,
): Promise<void> {
  const bytes = Buffer.from(base64, 'base64')
  const hash = await artifacts.put(bytes)
  const images = all.content.filter(({ type }) => type === 'image').length
  if (shown.has(mediaType) && bytes.length <= mostImageBytes && images < mostImages) {
    all.content.push({ type: 'image', mediaType, artifact: hash })
    return
  }
  all.artifacts.push(hash)
  say(all, `[${plainLine(mediaType).slice(0, 100)}, ${bytes.length} bytes: artifact ${hash}]`)
}

function linkText({ uri, name, description, mimeType }: z.infer<typeof Link>): string {
  const kind = mimeType === undefined ? '' : ` (${mimeType})`
  const said = description === undefined ? '' : `: ${description}`
  return plainLine(`[link to the resource ${uri}${kind} ${name ?? ''}${said}]`)
}
