import type { Message } from '@harness/kernel'
import { expect, it } from 'vitest'

import { asking } from '@harness/kernel/testing'
import { MessageWriter } from './message-writer.ts'

const user = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] })
const shown: Message = {
  role: 'user',
  content: [{ type: 'image', artifact: 'a1', mediaType: 'image/png' }],
}

it('a history is written the same whatever was written before', async () => {
  const [one, two, three] = [user('1'), user('2'), user('3')]
  const histories = [[], [one], [one, two], [one, two, shown, three], [one, three], [three]]
  const writer = new MessageWriter('p')
  for (const system of ['', 'Be kind.', 'Be brief.']) {
    for (const messages of histories) {
      const request = asking({ system, messages })
      const text = await writer.write(request)
      expect(text).toBe(await new MessageWriter('p').write(request))
      expect(JSON.parse(text)).toHaveLength(messages.length + (system === '' ? 0 : 1))
    }
  }
})

it('an image is asked for every time', async () => {
  const writer = new MessageWriter('p')
  const bytes = [new Uint8Array([1]), undefined]
  const request = asking({ messages: [shown], image: async () => bytes.shift() })
  expect(await writer.write(request)).toContain('data:image/png;base64,AQ==')
  expect(await writer.write(request)).toContain('no longer there')
})
