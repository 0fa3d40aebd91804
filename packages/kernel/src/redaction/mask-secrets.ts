import { mark } from './placeholder.ts'
import { findSecrets } from './secret-shapes.ts'
import type { Span } from './text-finder.ts'

/**
 * A text for other eyes: what looks like a secret is `[secret]` in it, for good. Tokens of well-known makers, signed ones,
 * private keys, what a request is authorised with, passwords in addresses.
 */
export const maskSecrets = (text: string): string => maskSpans(text, findSecrets(text))

export function maskSpans(text: string, spans: readonly Span[]): string {
  let [clean, end] = ['', 0]
  for (const span of spans) {
    clean += text.slice(end, span.start) + mark
    ;({ end } = span)
  }
  return end === 0 ? text : clean + text.slice(end)
}
