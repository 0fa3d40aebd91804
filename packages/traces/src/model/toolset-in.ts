import { Json, type ToolSchema } from '@harness/kernel'
import { z } from 'zod'
import { jsonIn } from './json-in.ts'

const Toolset = z.array(z.object({ name: z.string(), description: z.string(), input: Json }))

/** The tools that the artifact of a configuration tells of; undefined where it is gone, or is no such thing. */
export function toolsetIn(text: string | undefined): ToolSchema[] | undefined {
  if (text === undefined) return undefined
  const parsed = Toolset.safeParse(jsonIn(text))
  return parsed.success ? parsed.data : undefined
}
