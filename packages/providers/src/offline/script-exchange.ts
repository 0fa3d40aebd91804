import type { ModelEnd, ModelRequest, StreamOptions } from '@harness/kernel'
import type { Script } from './script.ts'

/** What would go over a wire. */
export const sentOf = ({ system, messages, tools, output }: ModelRequest) => ({
  system,
  messages,
  tools,
  ...(output !== undefined && { output }),
})

/**
 * There is no wire; what would have gone over one can be read all the same. Tells the first end that it is given, and
 * nothing after it.
 */
export function teller(
  record: StreamOptions['record'],
  { script, request }: { script: Script; request: ModelRequest },
): (end: ModelEnd | 'stopped') => void {
  let isTold = record === undefined
  return (end) => {
    if (isTold) return
    isTold = true
    const body = JSON.stringify(sentOf(request))
    const sent = { method: 'SCRIPT', url: `offline:${script.name}`, headers: {}, body }
    record?.({ request: sent, ...answerOf(end), ms: 0 })
  }
}

function answerOf(end: ModelEnd | 'stopped') {
  if (end === 'stopped') return { broken: end }
  const isReply = end.type === 'reply'
  const body = JSON.stringify(isReply ? end.reply : { error: end.failure })
  const status = isReply ? 200 : (end.failure.status ?? 500)
  return { response: { status, headers: {}, body, isWhole: true } }
}
