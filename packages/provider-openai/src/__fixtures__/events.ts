/** Server-sent events of these chunks, with the end mark. */
export const events = (...chunks: object[]): string => `${open(...chunks)}data: [DONE]\n\n`

/** The same without the end mark. */
export const open = (...chunks: object[]): string =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')

/** A chunk of the first choice. */
export const delta = (members: object, finish: string | null = null): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  model: 'test-model-1',
  choices: [{ index: 0, delta: members, finish_reason: finish }],
})

/** A piece of a tool call. */
export const call = (members: object): object => delta({ tool_calls: [members] })

/** The chunk of usage alone. */
export const usage = (members: object): object => ({
  model: 'test-model-1',
  choices: [],
  usage: members,
})

/** An answer of one word. */
export const fine = events(
  delta({ role: 'assistant', content: 'fi' }),
  delta({ content: 'ne' }, 'stop'),
)
