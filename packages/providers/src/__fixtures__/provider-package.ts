// What a package with a wire of its own looks like.
import type { CreateProvider } from '../wires/load-package.ts'

export const createProvider: CreateProvider = ({
  name = 'acme',
  baseUrl = 'its own address',
  apiKey = 'no key',
}) => ({
  name,
  async *stream() {
    const text = `${baseUrl} with ${apiKey}`
    yield { type: 'reply', reply: { parts: [{ type: 'text', text }], stop: 'end' } }
  },
})
