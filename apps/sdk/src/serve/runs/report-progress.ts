import type { StreamEvent } from '@harness/kernel'
import type { ServerContext } from '@modelcontextprotocol/server'
import { shownLine } from '../asks/shown-text.ts'

/** More than these on their way to a client that does not read are not sent. */
const mostUnsent = 64
const mostLine = 200

/** Tells a client that asked for it what a run does: its session, its turns, its calls. */
export function reportProgress({ mcpReq }: ServerContext): (event: StreamEvent) => void {
  const { _meta: meta = {} } = mcpReq
  const { progressToken } = meta
  if (progressToken === undefined) return () => undefined
  let progress = 0
  let unsent = 0
  const sent = () => void (unsent -= 1)
  return (event) => {
    const message = describe(event)
    if (message === undefined || unsent >= mostUnsent) return
    progress += 1
    unsent += 1
    const params = { progressToken, progress, message: shownLine(message, mostLine) }
    // One that cannot be sent is not missed: the result is what counts.
    mcpReq.notify({ method: 'notifications/progress', params }).then(sent, sent)
  }
}

function describe(event: StreamEvent): string | undefined {
  switch (event.type) {
    case 'session.start':
      return `session ${event.sessionId}, ${event.model}`
    case 'turn.start':
      return `turn ${event.turn}`
    case 'tool.start':
      return `${event.tool} ${JSON.stringify(event.input)}`
    case 'permission.ask':
      return `asks: ${event.tool}`
    case 'error':
      return event.message
    default:
      return undefined
  }
}
