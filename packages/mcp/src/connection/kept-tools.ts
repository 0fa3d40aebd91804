import type { Transport } from '@modelcontextprotocol/client'

/** Where the tools of a page are, as their server sent them. */
export const keptTools = 'harness/tools'

/**
 * Keeps the tools of a page from the library, which refuses the page for one of them: here each is looked at by itself.
 * A handler that is there before the library's own is called before it.
 */
export function keepTools(transport: Transport): void {
  const keep: Transport['onmessage'] = (message) => {
    if (!('result' in message) || !Array.isArray(message.result['tools'])) return
    message.result = { ...message.result, tools: [], [keptTools]: message.result['tools'] }
  }
  Object.assign(transport, { onmessage: keep })
}
