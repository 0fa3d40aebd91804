// What the loopback model answers: the bytes of whole server-sent streams, made before they are asked for.

const usage = { prompt_tokens: 1_000, completion_tokens: 50, total_tokens: 1_050 }

const stream = (choices: readonly object[]): Buffer => {
  const shared = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'loopback',
  }
  const chunks = [
    ...choices.map((choice) => ({ ...shared, choices: [{ index: 0, ...choice }] })),
    { ...shared, choices: [], usage },
  ]
  const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')
  return Buffer.from(`${text}data: [DONE]\n\n`)
}

const says = (content: string) => ({ delta: { content }, finish_reason: null })

const ends = (finish_reason: string) => ({ delta: {}, finish_reason })

/** A turn: a few words, then one call. Its arguments differ from turn to turn, as those of a model at work do. */
export function callReply(turn: number, { tool, input }: { tool: string; input: object }): Buffer {
  const calls = (delta: object) => ({
    delta: { tool_calls: [{ index: 0, ...delta }] },
    finish_reason: null,
  })
  const name = { id: `call_${turn}`, type: 'function', function: { name: tool, arguments: '' } }
  const pieces = JSON.stringify(input).match(/.{1,12}/g) ?? []
  return stream([
    { delta: { role: 'assistant', content: '' }, finish_reason: null },
    ...['Now', ' the', ' next', ' part.'].map(says),
    calls(name),
    ...pieces.map((piece) => calls({ function: { arguments: piece } })),
    ends('tool_calls'),
  ])
}

/** A text of four tokens a chunk. */
export function textReply(chunks: number): Buffer {
  const words = Array.from({ length: chunks }, (_, index) => says(`word${index % 10} and so on `))
  return stream([...words, ends('stop')])
}
