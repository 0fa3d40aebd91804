import { textContent, type Message, type ModelEnd, type ModelRequest } from '@harness/kernel'
import { asking } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { withImages } from './with-images.ts'

const image = {
  type: 'image',
  mediaType: 'image/png',
  artifact: `sha256:${'0'.repeat(64)}`,
} as const
const seen: Message = {
  role: 'tool',
  id: '1',
  name: 'read_file',
  content: [...textContent('a.png'), image],
  failed: false,
}
const reply: ModelEnd = {
  type: 'reply',
  reply: { stop: 'end', parts: [{ type: 'text', text: 'ok' }] },
}
const refusal = (status: number): ModelEnd => ({
  type: 'failure',
  failure: { code: 'fatal', message: `answered ${status}`, status },
})

/** A server that answers a request with images by `ends`, and one without by a reply. */
function server(ends: ModelEnd, words: ModelEnd = reply) {
  const requests: string[] = []
  const provider = withImages({
    name: 'p',
    async *stream({ messages }) {
      const told = JSON.stringify(messages)
      requests.push(told)
      yield told.includes('image/png') ? ends : words
    },
  })
  const ask = async (messages: Message[] = [seen]) => {
    const request: ModelRequest = asking({ messages })
    const { signal } = new AbortController()
    const pieces = []
    for await (const piece of provider.stream(request, { signal })) pieces.push(piece)
    return pieces
  }
  return { requests, ask }
}

it('a model that sees is shown the image', async () => {
  const { requests, ask } = server(reply)
  expect(await ask()).toEqual([reply])
  expect(requests).toHaveLength(1)
})

it.each([400, 422, 500])(
  'one that refuses it with %i is told of it in words, from then on at once',
  async (status) => {
    const { requests, ask } = server(refusal(status))
    expect(await ask()).toEqual([reply])
    expect(requests[1]).toContain('which this model cannot see')
    expect(await ask()).toEqual([reply])
    expect(requests).toHaveLength(3)
  },
)

it('what fails in both ways is told as it failed first', async () => {
  const { ask } = server(refusal(400), refusal(404))
  expect(await ask()).toEqual([refusal(400)])
})

it('a failure that has nothing to do with it, and a conversation without images, go through', async () => {
  const { requests, ask } = server(refusal(401))
  expect(await ask()).toEqual([refusal(401)])
  expect(await ask([{ role: 'user', content: textContent('hi') }])).toEqual([reply])
  expect(requests).toHaveLength(2)
})
