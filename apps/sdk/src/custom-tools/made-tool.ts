import {
  defineTool,
  failed,
  textContent,
  type ActContext,
  type Content,
  type Tool,
  type ToolResult,
} from '@harness/kernel'
import { z } from 'zod'
import { SdkError } from '../sdk-error.ts'
import type { CustomTool, ToolAnnotations, ToolAnswer, ToolPart } from './tool.ts'

/** @throws SdkError `invalid_option` for a name that no provider takes, and a shape that is none. */
export function madeTool(custom: CustomTool): Tool {
  const { name, description, annotations } = custom
  if (!/^[a-zA-Z0-9_-]{1,64}$/u.test(name)) throw wrong(name, 'a name is letters, digits, - and _')
  if (description.trim() === '') throw wrong(name, 'say in its description what it does')
  const effect = effectOf(annotations)
  const access = annotations.destructiveHint === true ? 'edit' : 'none'
  try {
    return defineTool({
      name,
      description,
      input: z.object(custom.shape),
      effect,
      prepare: async () => ({ kind: 'ready', prepared: { effect, access } }),
      run: async (input, _, context) => {
        const { signal, workspace, key, progress } = context
        const extra = { signal, workspace, key, progress }
        const answer = (async () => custom.handler(input, extra))()
        return resultOf(await Promise.race([answer, stopped(signal)]), context)
      },
      // Who does not know what was done does it again: that is what the hint allows.
      ...(effect === 'idempotent' && { recover: async () => undefined }),
    })
  } catch (error) {
    throw wrong(name, 'its shape is an object of schemas of zod 4 that JSON Schema can say', error)
  }
}

const wrong = (name: string, why: string, cause?: unknown) =>
  new SdkError('invalid_option', `tools: ${JSON.stringify(name)} cannot be used: ${why}.`, {
    cause,
  })

function effectOf({ readOnlyHint, idempotentHint }: ToolAnnotations) {
  if (readOnlyHint === true) return 'pure'
  return idempotentHint === true ? 'idempotent' : 'other'
}

/** A handler that does not listen keeps nobody from stopping. */
const stopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

async function resultOf(answer: ToolAnswer, context: ActContext): Promise<ToolResult> {
  if (answer === undefined) return { kind: 'done', content: textContent('done') }
  if (typeof answer === 'string') return { kind: 'done', content: textContent(answer) }
  if (answer === null || typeof answer !== 'object' || !isParts(answer)) return inJson(answer)
  const content = await Promise.all(answer.content.map((part) => contentOf(part, context)))
  return answer.isError === true
    ? { kind: 'failed', code: 'tool_failed', content }
    : { kind: 'done', content }
}

function inJson(answer: ToolAnswer): ToolResult {
  try {
    // Of a function nothing is left.
    const text: string | undefined = JSON.stringify(answer)
    if (text !== undefined) return { kind: 'done', content: textContent(text) }
  } catch (error) {
    return failed('bad_answer', `The tool answered what JSON cannot say: ${String(error)}`)
  }
  return failed('bad_answer', 'The tool answered what JSON cannot say.')
}

const isParts = (answer: object): answer is { content: readonly ToolPart[]; isError?: boolean } =>
  'content' in answer && Array.isArray(answer.content) && answer.content.every(isPart)

const isPart = (part: unknown): part is ToolPart => Part.safeParse(part).success

const Part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image'), data: z.base64(), mimeType: z.string() }),
])

async function contentOf(part: ToolPart, { artifacts }: ActContext): Promise<Content[number]> {
  if (part.type === 'text') return part
  const artifact = await artifacts.put(Buffer.from(part.data, 'base64'))
  return { type: 'image', mediaType: part.mimeType, artifact }
}
