// Answers of so many pieces of text, in the events of each wire.

const words = 'some words of an answer '

const sent = (event: object) => `data: ${JSON.stringify(event)}\n\n`
const named = (type: string, members: object = {}) =>
  `event: ${type}\n${sent({ type, ...members })}`

export type WireName = 'chat' | 'responses' | 'messages'

/** An answer of so many pieces. */
export function wireReply(wire: WireName, pieces: number): Buffer {
  const middle = Array.from({ length: pieces }, () => piece[wire])
  return Buffer.from([before[wire], ...middle, after[wire]].join(''))
}

const choice = (delta: object, finish_reason: string | null) =>
  sent({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'bench',
    choices: [{ index: 0, delta, finish_reason }],
  })

const message = { id: 'msg_1', type: 'message', role: 'assistant', content: [], model: 'bench' }
const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
const response = { id: 'resp_1', object: 'response', created_at: 1, model: 'bench', output: [] }
const usage = { input_tokens: 10, output_tokens: 10 }

const before: Record<WireName, string> = {
  chat: choice({ role: 'assistant', content: '' }, null),
  responses:
    named('response.created', { sequence_number: 0, response }) +
    named('response.output_item.added', { output_index: 0, item }) +
    named('response.content_part.added', {
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      part: { type: 'output_text', text: '', annotations: [] },
    }),
  messages:
    named('message_start', { message: { ...message, stop_reason: null, usage } }) +
    named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
}

const piece: Record<WireName, string> = {
  chat: choice({ content: words }, null),
  responses: named('response.output_text.delta', {
    item_id: 'msg_1',
    output_index: 0,
    content_index: 0,
    delta: words,
    sequence_number: 7,
  }),
  messages: named('content_block_delta', { index: 0, delta: { type: 'text_delta', text: words } }),
}

const after: Record<WireName, string> = {
  chat: `${choice({}, 'stop')}data: [DONE]\n\n`,
  responses: named('response.completed', {
    response: { ...response, status: 'completed', usage },
  }),
  messages:
    named('content_block_stop', { index: 0 }) +
    named('message_delta', { delta: { stop_reason: 'end_turn' }, usage }) +
    named('message_stop'),
}
