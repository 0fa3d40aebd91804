import { toolsetIn } from '../model/toolset-in.ts'
import { messagesText } from './messages.ts'

/** The prompt, as `gen_ai.system_instructions` has it. */
export const instructionsText = (system: string | undefined, mask: (text: string) => string) =>
  system === undefined ? undefined : messagesText([{ type: 'text', content: system }], mask)

/** The tools, as `gen_ai.tool.definitions` has them. */
export const toolsText = (toolset: string | undefined, mask: (text: string) => string) => {
  const tools = toolsetIn(toolset)?.map(({ input, ...rest }) => ({
    type: 'function',
    ...rest,
    parameters: input,
  }))
  return tools && messagesText(tools, mask)
}
