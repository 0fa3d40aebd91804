/** Server-sent events of these, named as the API names them. */
export const stream = (...events: object[]): string => events.map(sent).join('')

const sent = (event: object): string =>
  `event: ${'type' in event ? String(event.type) : 'none'}\ndata: ${JSON.stringify(event)}\n\n`

export const begin = (members: object = {}): object => ({
  type: 'message_start',
  message: { id: 'msg_1', model: 'test-model-1', content: [], stop_reason: null, ...members },
})

export const start = (index: number, block: object): object => ({
  type: 'content_block_start',
  index,
  content_block: block,
})

export const delta = (index: number, members: object): object => ({
  type: 'content_block_delta',
  index,
  delta: members,
})

export const stop = (index: number): object => ({ type: 'content_block_stop', index })

export const end = (reason: string, usage?: object): object => ({
  type: 'message_delta',
  delta: { stop_reason: reason },
  ...(usage && { usage }),
})

export const over: object = { type: 'message_stop' }

/** A block of text in these pieces. */
export const text = (index: number, ...pieces: string[]): object[] => [
  start(index, { type: 'text', text: '' }),
  ...pieces.map((piece) => delta(index, { type: 'text_delta', text: piece })),
  stop(index),
]

/** A call whose input comes in these pieces. */
export const call = (
  index: number,
  { id, name }: { id: string; name: string },
  ...pieces: string[]
): object[] => [
  start(index, { type: 'tool_use', id, name, input: {} }),
  ...pieces.map((piece) => delta(index, { type: 'input_json_delta', partial_json: piece })),
  stop(index),
]

/** An answer of one word. */
export const fine = stream(begin(), ...text(0, 'fi', 'ne'), end('end_turn'), over)
