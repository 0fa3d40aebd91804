import type { Provider } from '../built/kernel.ts'

/** A model in this process that reads on without end: what a loop costs without a wire. */
export function scriptedProvider(): Provider {
  let turn = 0
  return {
    name: 'scripted',
    async *stream() {
      turn += 1
      const input = JSON.stringify({ path: 'notes.txt', offset: turn, limit: 20 })
      yield { type: 'text', index: 0, text: 'Now the next part.' }
      yield {
        type: 'reply',
        reply: {
          parts: [
            { type: 'text', text: 'Now the next part.' },
            { type: 'call', id: `call_${turn}`, name: 'read_file', input },
          ],
          stop: 'calls',
          usage: { inputTokens: 1_000, outputTokens: 50 },
        },
      }
    },
  }
}
