import { textContent } from '../events/content.ts'
import type { Hash } from '../events/hash.ts'
import type { FileState, ToolResult } from '../events/tool-result.ts'
import { boundText } from './bound-text.ts'

/** What a result has beside its text. */
export interface Extras {
  files?: FileState[]
  artifacts?: Hash[]
}

/** A result the model reads, bounded. */
export const done = (text: string, extras: Extras = {}): ToolResult => ({
  kind: 'done',
  content: textContent(boundText(text)),
  ...extras,
})

/** A failure the model reads: what happened, to which thing, what to do. */
export const failed = (code: string, text: string, extras: Extras = {}): ToolResult => ({
  kind: 'failed',
  code,
  content: textContent(boundText(text)),
  ...extras,
})
