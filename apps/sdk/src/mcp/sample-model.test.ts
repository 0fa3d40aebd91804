import type { Provider, Usage } from '@harness/kernel'
import { expect, it } from 'vitest'
import { sampleModel } from './sample-model.ts'

it('what a model does not count is counted roughly', async () => {
  const provider: Provider = {
    name: 'plain',
    async *stream() {
      yield { type: 'reply', reply: { stop: 'end', parts: [{ type: 'text', text: 'An oak.' }] } }
    },
  }
  const took: Usage[] = []
  const sample = sampleModel({
    talking: {
      model: { provider: 'plain', id: 'm' },
      fallbacks: [],
      provider: async () => provider,
    },
    spent: (_, usage) => took.push(usage),
    keyOf: () => 'key',
  })
  const content = [{ type: 'text' as const, text: 'Which tree is it? '.repeat(100) }]
  const request = { server: 'garden', messages: [{ role: 'user' as const, content }], maxTokens: 9 }
  await sample(request, { signal: new AbortController().signal })
  expect(took).toEqual([{ inputTokens: expect.any(Number), outputTokens: expect.any(Number) }])
  expect(took[0]?.inputTokens).toBeGreaterThan(300)
  expect(took[0]?.outputTokens).toBeGreaterThan(0)
})
