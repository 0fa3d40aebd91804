import type { StreamEvent } from '@harness/kernel'
import type { ServerContext } from '@modelcontextprotocol/server'
import { shownLine } from '../asks/shown-text.ts'

/** More than these on their way to a client that does not read are not sent. */
const mostUnsent = 64
const mostLine = 200

/** How often a client hears of a run of which there is nothing new, in milliseconds: many give up after a minute of silence. */
const beatMs = 15_000

export interface Report {
  event(event: StreamEvent): void
  end(): void
}

type Told = Pick<ServerContext['mcpReq'], '_meta' | 'notify'>

/** Tells a client that asked for it what a run does, its session, its turns, its calls, and that it goes on. */
export function reportProgress({ _meta: meta = {}, notify }: Told, everyMs = beatMs): Report {
  const { progressToken } = meta
  if (progressToken === undefined) return { event: () => undefined, end: () => undefined }
  let message = 'begins'
  let progress = 0
  let unsent = 0
  const sent = () => void (unsent -= 1)
  const tell = () => {
    if (unsent >= mostUnsent) return
    progress += 1
    unsent += 1
    const params = { progressToken, progress, message }
    // One that cannot be sent is not missed: the result is what counts.
    notify({ method: 'notifications/progress', params }).then(sent, sent)
  }
  const beat = setInterval(tell, everyMs)
  return {
    event(event) {
      const text = describe(event)
      if (text === undefined) return
      message = shownLine(text, mostLine)
      tell()
    },
    end: () => clearInterval(beat),
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
