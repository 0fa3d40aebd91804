import type { StreamEvent } from '@harness/kernel'
import { describeCall } from './describe-call.ts'
import { shorten } from './format.ts'
import { plainLine, plainText } from './plain-text.ts'

const width = 80

/** What an answer with --always would allow. */
const alwaysLine = (rules: readonly string[] = []): string =>
  rules.length === 0 ? '' : `  always: ${rules.map(plainLine).join(', ')}\n`

/** One event for somebody who looks on; empty for what says nothing to them. */
export function followLine(event: StreamEvent): string {
  switch (event.type) {
    case 'session.start':
      return `— run with ${plainLine(event.model)}\n`
    case 'text.delta':
      return `${plainText(event.text)}\n`
    case 'tool.start':
      return `${shorten(`→ ${describeCall(event.tool, event.input)}`, width)}\n`
    case 'tool.end':
      return `${shorten(`${event.error === null ? '✓' : '✗'} ${plainLine(event.tool)} ${plainLine(event.output)}`, width)}\n`
    case 'permission.ask':
      if (event.question) return `? ${plainText(event.question.text)}\n`
      return `? ${plainLine(event.tool)} waits for permission\n${plainText(event.preview ?? '')}\n${alwaysLine(event.suggestions)}`
    case 'error':
      return `! ${plainText(event.message)}\n`
    case 'run.end':
      return `— run ended: ${event.limit ?? event.reason}\n`
    default:
      return ''
  }
}
