import type { Json, Tool } from '../built/kernel.ts'
import { testContext } from '../built/kernel-testing.ts'

/** One call of a tool in a folder, as the kernel makes it: the look, then the act. */
export async function useTool(tool: Tool, input: Json, workspace: string): Promise<string> {
  const context = testContext(workspace)
  const preparation = await tool.prepare(input, context)
  if (preparation.kind === 'invalid') throw new Error(preparation.message)
  const result = await tool.run(input, preparation.prepared, context)
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  if (result.kind === 'failed') throw new Error(text)
  return text
}
