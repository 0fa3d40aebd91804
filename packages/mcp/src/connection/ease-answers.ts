import type { Transport } from '@modelcontextprotocol/client'

/** Where the tools of a page are, as their server sent them. */
export const keptTools = 'harness/tools'

/**
 * Keeps answers from being refused as a whole for a part: the tools of a page are put where the library does not look at them,
 * as here each is looked at by itself, and an answer that does not say of which kind it is counts as a complete one. A
 * handler that is there before the library's own is called before it.
 */
export function easeAnswers(transport: Transport): void {
  const ease: Transport['onmessage'] = (message) => {
    if (!('result' in message)) return
    const result: Record<string, unknown> = { resultType: 'complete', ...message.result }
    const { tools } = result
    message.result = Array.isArray(tools) ? { ...result, tools: [], [keptTools]: tools } : result
  }
  Object.assign(transport, { onmessage: ease })
}
