import { memoryArtifacts, type ActContext, type Json, type Tool } from '../built/kernel.ts'
import { systemRuntime } from '../built/kernel-node.ts'

/** One call of a tool in a folder, as the kernel makes it: the look, then the act. */
export async function useTool(tool: Tool, input: Json, workspace: string): Promise<string> {
  const context: ActContext = {
    signal: new AbortController().signal,
    workspace,
    seen: () => undefined,
    artifacts: memoryArtifacts(),
    runtime: systemRuntime,
    key: 'bench/1',
    progress: () => undefined,
    recall: async () => undefined,
    tasks: {
      list: async () => [],
      wait: async () => undefined,
      read: async () => undefined,
      cancel: async () => undefined,
    },
  }
  const preparation = await tool.prepare(input, context)
  if (preparation.kind === 'invalid') throw new Error(preparation.message)
  const result = await tool.run(input, preparation.prepared, context)
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  if (result.kind === 'failed') throw new Error(text)
  return text
}
