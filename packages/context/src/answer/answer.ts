import { textContent, type ToolResult } from '@harness/kernel'
import { boundText } from './bound-text.ts'

/** A result the model reads, bounded. */
export const done = (text: string): ToolResult => ({
  kind: 'done',
  content: textContent(boundText(text)),
})

/** A failure the model reads: what happened, to which thing, what to do. */
export const failed = (code: string, text: string): ToolResult => ({
  kind: 'failed',
  code,
  content: textContent(boundText(text)),
})
