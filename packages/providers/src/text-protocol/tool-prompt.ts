import type { ToolSchema } from '@harness/kernel'

/** The tool by which a model in this protocol says that it is done. */
export const finishTool = 'finish'

export const hasFinish = (tools: readonly ToolSchema[]): boolean =>
  tools.some(({ name }) => name === finishTool)

/** What a model without tools of its own is told of them, the same text for the same tools. */
export function toolPrompt(tools: readonly ToolSchema[]): string {
  const ending = hasFinish(tools)
    ? `Text without a call does not end the task: when all is done, call ${finishTool}.`
    : 'When all is done, answer without a call.'
  return [
    '# Tools',
    '',
    'You call a tool by writing one JSON object, and nothing else in it:',
    '',
    '```json',
    '{"tool": "<name>", "args": {"<argument>": "<value>"}}',
    '```',
    '',
    'It must be valid JSON: double quotes, no comments, line breaks in strings as \\n. You may write several, each an object of its own. After your calls, stop: the results come with the next message. ' +
      ending,
    '',
    'The tools, each with the JSON Schema of its arguments:',
    ...tools.flatMap(({ name, description, input }) => [
      '',
      `## ${name}`,
      '',
      description,
      '',
      JSON.stringify(input),
    ]),
  ].join('\n')
}
