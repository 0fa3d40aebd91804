import { done, failed, type ToolResult } from '@harness/kernel'
import { z } from 'zod'
import { plainLine } from '../fault/plain-text.ts'
import { boundContent } from '../tools/bound-content.ts'
import type { ServerLink } from '../connection/server-link.ts'
import { partsOf, ServerContent, type ReadContext } from '../tools/server-content.ts'
import { plainName } from '../tools/tool-names.ts'
import type { Utility } from './utility-tools.ts'

const Prompts = z.looseObject({
  prompts: z.array(
    z.looseObject({
      name: z.string(),
      description: z.string().optional(),
      arguments: z
        .array(z.looseObject({ name: z.string(), required: z.boolean().optional() }))
        .optional(),
    }),
  ),
  nextCursor: z.string().optional(),
})
const Prompt = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: ServerContent })),
})

const Paged = z.object({
  cursor: z.string().optional().describe('From the end of the last page.'),
})

export const listPrompts: Utility<typeof Paged> = {
  name: 'list_prompts',
  description:
    'A page of the prompts there are, with their arguments; `?` marks those that may be left out.',
  input: Paged,
  async run({ cursor }, link, { signal }) {
    const params = cursor === undefined ? {} : { cursor }
    const page = await link.request({ method: 'prompts/list', params }, Prompts, { signal })
    const lines = page.prompts.map(({ name, description, arguments: given = [] }) => {
      const names = given.map((one) => `${one.name}${one.required ? '' : '?'}`).join(', ')
      return plainLine(`${name}(${names}) ${description ?? ''}`)
    })
    if (page.nextCursor !== undefined) lines.push(`[more: cursor ${page.nextCursor}]`)
    return done(lines.join('\n') || 'There are no prompts.')
  },
}

/**
 * The messages of a prompt as a person names it: its name may be written as those of tools are, and words go to its
 * arguments in their order, the last one having all that is left.
 */
export async function promptNamed(
  { name, words }: { name: string; words: readonly string[] },
  link: ServerLink,
  context: ReadContext,
): Promise<ToolResult> {
  const { signal } = context
  const { prompts } = await link.request({ method: 'prompts/list', params: {} }, Prompts, {
    signal,
  })
  const found = prompts.find((one) => one.name === name || plainName(one.name) === name)
  if (!found) {
    const names = prompts.map((one) => plainName(one.name)).join(', ')
    return failed('no_prompt', `There is no prompt ${name}. There are: ${names || 'none'}.`)
  }
  const given = found.arguments ?? []
  const missing = given.slice(words.length).filter(({ required }) => required)
  if (missing.length > 0) {
    const names = missing.map((one) => one.name).join(', ')
    return failed('missing_argument', `The prompt ${name} needs ${names}: write them behind it.`)
  }
  const last = given.length - 1
  const filled = given.flatMap((one, at): [string, string][] => {
    const value = at === last ? words.slice(at).join(' ') : words[at]
    return value === undefined || value === '' ? [] : [[one.name, value]]
  })
  const input = { name: found.name, arguments: Object.fromEntries(filled) }
  return getPrompt.run(input, link, context)
}

const ByName = z.object({
  name: z.string().min(1).describe('As list_prompts has it.'),
  arguments: z.record(z.string(), z.string()).optional(),
})

export const getPrompt: Utility<typeof ByName> = {
  name: 'get_prompt',
  description: 'The messages of a prompt.',
  input: ByName,
  async run(input, link, context) {
    const params = { name: input.name, ...(input.arguments && { arguments: input.arguments }) }
    const { messages } = await link.request({ method: 'prompts/get', params }, Prompt, {
      signal: context.signal,
    })
    const parts = messages.flatMap(({ role, content }): ServerContent[] => [
      { type: 'text', text: `[${plainLine(role).slice(0, 20)}]` },
      content,
    ])
    const all = await partsOf(parts, context)
    if (all.content.length === 0) return done('The prompt is empty.')
    const { content, artifacts } = await boundContent(all.content, context.artifacts)
    return { kind: 'done', content, artifacts: [...all.artifacts, ...artifacts] }
  },
}
