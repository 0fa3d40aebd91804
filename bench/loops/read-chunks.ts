/** What the loops look at in a chunk of a streamed completion. */
export interface Chunk {
  choices: {
    delta: {
      content?: string
      tool_calls?: { index: number; id?: string; function: { name?: string; arguments: string } }[]
    }
  }[]
}

/** The chunks of a server-sent stream, read the plainest way there is. */
export async function* readChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Chunk> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
      const chunk: Chunk = JSON.parse(line.slice(6))
      yield chunk
    }
  }
}
