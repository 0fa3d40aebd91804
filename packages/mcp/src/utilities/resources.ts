import { done } from '@harness/kernel'
import { z } from 'zod'
import { plainLine } from '../fault/plain-text.ts'
import { boundContent } from '../tools/bound-content.ts'
import { addResource, ResourceContents } from '../tools/server-content.ts'
import type { Utility } from './utility-tools.ts'

const said = {
  name: z.string().optional(),
  description: z.string().optional(),
  mimeType: z.string().optional(),
}
const Described = z.object(said)
const Resources = z.looseObject({
  resources: z.array(z.looseObject({ uri: z.string(), ...said })),
  nextCursor: z.string().optional(),
})
const Templates = z.looseObject({
  resourceTemplates: z.array(z.looseObject({ uriTemplate: z.string(), ...said })),
})
const Read = z.looseObject({ contents: z.array(ResourceContents) })

const Paged = z.object({
  cursor: z.string().optional().describe('From the end of the last page.'),
})

export const listResources: Utility<typeof Paged> = {
  name: 'list_resources',
  description: 'A page of the resources there are, and at first templates of further ones.',
  input: Paged,
  async run({ cursor }, link, { signal }) {
    const params = cursor === undefined ? {} : { cursor }
    const page = await link.request({ method: 'resources/list', params }, Resources, { signal })
    const lines = page.resources.map((one) => lineOf(one.uri, one))
    if (cursor === undefined) {
      const request = { method: 'resources/templates/list' } as const
      const templates = await link.request(request, Templates, { signal }).catch(() => {
        signal.throwIfAborted()
        return { resourceTemplates: [] }
      })
      lines.push(...templates.resourceTemplates.map((one) => lineOf(one.uriTemplate, one)))
    }
    if (page.nextCursor !== undefined) lines.push(`[more: cursor ${page.nextCursor}]`)
    return done(lines.join('\n') || 'There are no resources.')
  },
}

const ByUri = z.object({ uri: z.string().min(1).describe('As list_resources has it.') })

export const readResource: Utility<typeof ByUri> = {
  name: 'read_resource',
  description: 'What a resource holds.',
  input: ByUri,
  async run({ uri }, link, context) {
    const request = { method: 'resources/read', params: { uri } } as const
    const { contents } = await link.request(request, Read, { signal: context.signal })
    const all = { content: [], artifacts: [] }
    for (const one of contents) await addResource(all, one, context)
    if (all.content.length === 0) return done('The resource is empty.')
    const { content, artifacts } = await boundContent(all.content, context.artifacts)
    return { kind: 'done', content, artifacts: [...all.artifacts, ...artifacts] }
  },
}

function lineOf(uri: string, { name, description, mimeType }: z.infer<typeof Described>): string {
  const words = [name, mimeType && `(${mimeType})`, description].filter(Boolean).join(' ')
  return plainLine(`${uri} ${words}`)
}
