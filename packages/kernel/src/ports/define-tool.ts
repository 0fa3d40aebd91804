import { z } from 'zod'
import type { Json } from '../events/json.ts'
import type { EffectClass, Prepared } from '../events/prepared.ts'
import type { TaskEnd, TaskSpec } from '../events/task.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { ActContext, Preparation, Tool, ToolContext } from './tool.ts'

/** A tool as its author writes it: the steps get the parsed input. */
export interface ToolDefinition<Input extends z.ZodType> {
  name: string
  description: string
  input: Input
  effect: EffectClass
  /** Default: ready, with the declared effect and access `none`. */
  prepare?(input: z.infer<Input>, context: ToolContext): Promise<Preparation>
  run?(input: z.infer<Input>, prepared: Prepared, context: ActContext): Promise<ToolResult>
  recover?(
    input: z.infer<Input>,
    prepared: Prepared,
    context: ActContext,
  ): Promise<ToolResult | undefined>
  conclude?(end: TaskEnd, spec: TaskSpec, context: ToolContext): Promise<ToolResult>
}

/**
 * Makes a tool whose input is checked by its schema before every step. An input that does not fit is answered with what
 * is wrong, key by key.
 */
export function defineTool<Input extends z.ZodType>(definition: ToolDefinition<Input>): Tool {
  const { name, description, effect, recover, conclude } = definition
  const parse = (input: Json) => definition.input.parseAsync(input)
  const tool: Tool = {
    name,
    description,
    effect,
    input: inputSchema(definition.input),
    async prepare(input, context) {
      const parsed = await definition.input.safeParseAsync(input)
      if (!parsed.success) {
        return { kind: 'invalid', code: 'invalid_input', message: explain(name, parsed.error) }
      }
      if (definition.prepare) return definition.prepare(parsed.data, context)
      return { kind: 'ready', prepared: { effect, access: 'none' } }
    },
    async run(input, prepared, context) {
      if (definition.run) return definition.run(await parse(input), prepared, context)
      const text = `${name} works by tasks only`
      return { kind: 'failed', code: 'no_run', content: [{ type: 'text', text }] }
    },
  }
  if (recover) tool.recover = async (input, ...rest) => recover(await parse(input), ...rest)
  if (conclude) tool.conclude = conclude
  return tool
}

const explain = (name: string, error: z.ZodError): string =>
  [
    `The input of ${name} does not fit its schema:`,
    ...error.issues.map((issue) => `- ${issue.path.join('.') || '(input)'}: ${issue.message}`),
    'Call it again with the keys corrected.',
  ].join('\n')

/** Of schemas that stand for as long as their module does: a process that runs many sessions makes their tools many times. */
const shown = new WeakMap<z.ZodType, Json>()

/** The JSON Schema a model is shown, without the dialect line that costs tokens and says nothing to it. */
function inputSchema(schema: z.ZodType): Json {
  const known = shown.get(schema)
  if (known !== undefined) return known
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  const made = z.json().parse(rest)
  shown.set(schema, made)
  return made
}
