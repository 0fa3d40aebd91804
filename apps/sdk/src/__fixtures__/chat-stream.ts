export type Call = readonly [tool: string, input: unknown]

/** A streamed chat completion that makes the calls, or says the text where there are none. */
export function chatStream({ calls, text }: { calls: readonly Call[]; text: string }): string {
  const asked = calls.map(([name, input], index) => ({
    index,
    id: `call_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }))
  const delta = calls.length === 0 ? { content: text } : { tool_calls: asked }
  const reason = calls.length === 0 ? 'stop' : 'tool_calls'
  const chunks = [
    { choices: [{ index: 0, delta, finish_reason: null }] },
    { choices: [{ index: 0, delta: {}, finish_reason: reason }] },
    { choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } },
  ].map((chunk) => ({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', ...chunk }))
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]']
    .map((line) => `data: ${line}\n\n`)
    .join('')
}
