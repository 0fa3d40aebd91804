import {
  Json,
  textContent,
  type ActContext,
  type Content,
  type Hash,
  type ToolResult,
} from '@harness/kernel'
import { z } from 'zod'
import { isDeeper } from './check-schema.ts'
import { partsOf, ServerContent } from './server-content.ts'
import { boundContent } from './bound-content.ts'

/** What a server answers to a call; parts that are not known are told of by their type. */
export const CallAnswer = z.looseObject({
  content: z.array(ServerContent).default([]),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
})
export type CallAnswer = z.infer<typeof CallAnswer>

/** The answer of a server as a result the model reads: at most 32 KiB, the rest in an artifact. */
export async function resultOf(answer: CallAnswer, context: ActContext): Promise<ToolResult> {
  const { content, artifacts } = await partsOf(answer.content, context)
  const all = [...content, ...structured(answer)]
  return bounded(all, { artifacts, context, failed: answer.isError === true })
}

interface Surroundings {
  artifacts: Hash[]
  context: ActContext
  failed: boolean
}

async function bounded(content: Content, around: Surroundings): Promise<ToolResult> {
  const some = content.length === 0 ? textContent('(no output)') : content
  const fitting = await boundContent(some, around.context.artifacts)
  const artifacts = [...new Set([...around.artifacts, ...fitting.artifacts])]
  const shared = { content: fitting.content, ...(artifacts.length > 0 && { artifacts }) }
  return around.failed
    ? { kind: 'failed', code: 'tool_error', ...shared }
    : { kind: 'done', ...shared }
}

/** Structured content as JSON, unless the text is the same already, as the protocol recommends. */
function structured({ content, structuredContent }: CallAnswer): Content {
  if (structuredContent === undefined) return []
  if (isDeeper(structuredContent, deepest)) return textContent('[structured content: too deep]')
  const json = JSON.stringify(structuredContent)
  const isSaid = content.some((part) => part.type === 'text' && sameJson(part['text'], json))
  return isSaid ? [] : textContent(JSON.stringify(structuredContent, null, 2))
}

const deepest = 200

function sameJson(text: unknown, json: string): boolean {
  if (typeof text !== 'string') return false
  try {
    const value: unknown = JSON.parse(text)
    return !isDeeper(value, deepest) && JSON.stringify(Json.parse(value)) === json
  } catch {
    return false
  }
}
