import type { Redaction, Redactor } from '../ports/redactor.ts'
import { maskSecrets } from './mask-secrets.ts'
import { findSecrets } from './secret-shapes.ts'
import { shapesOpenEnd } from './shapes-open-end.ts'
import { KnownSecrets, type Replaced } from './known-secrets.ts'
import type { Span } from './text-finder.ts'

export interface RedactOptions {
  /**
   * Names a secret: twelve hexadecimal digits, the same for the same secret, that tell nothing of it. An HMAC, whose key
   * whoever reads what was redacted does not have.
   */
  tagOf(secret: string): string
  /** Whether what tools answer is also kept free of what only looks like a secret. Default: true. */
  patterns?: boolean
}

/** A redactor that may learn of further secrets. */
export interface ValueRedactor extends Redactor {
  /** Takes it out from now on. Values of less than eight characters are left alone. */
  add(secret: string): void
}

/** Somebody may write texts that are full of them. */
const mostLearnt = 5_000

/**
 * Redacts values that are known: keys, tokens, passwords. Also where they stand in JSON, in addresses, or anywhere within
 * what base64 encodes. What stands for such a form is restored to that form.
 */
export function redactValues(values: Iterable<string>, options: RedactOptions): ValueRedactor {
  const given = new KnownSecrets(options.tagOf)
  // With those that were found, too: whoever acts with one says so in other words.
  const known = new KnownSecrets(options.tagOf)
  let learnt = 0
  const add = (secret: string) => [given, known].forEach((secrets) => secrets.add(secret))
  for (const value of values) add(value)
  const plain = redactionOf(known)
  const outputs: Redaction = {
    redact(text) {
      for (const { start, end } of unknownIn(text, known)) {
        if (learnt++ < mostLearnt) known.add(text.slice(start, end))
      }
      const clean = plain.redact(text)
      return learnt > mostLearnt ? maskSecrets(clean) : clean
    },
    openEnd(text) {
      const open = Math.max(known.openEnd(text), shapesOpenEnd(text))
      return openEndOf(text, open, [...known.spans(text), ...unknownIn(text, known)])
    },
  }
  return {
    ...plain,
    outputs: options.patterns === false ? plain : outputs,
    lasting: redactionOf(given),
    restore: (text) => known.restore(text),
    add,
  }
}

const redactionOf = (known: KnownSecrets): Redaction => ({
  redact: (text) => replaced(text, known.spans(text)),
  openEnd: (text) => openEndOf(text, known.openEnd(text), known.spans(text)),
})

/** What looks like a secret, and is not known. */
function unknownIn(text: string, known: KnownSecrets): Span[] {
  const found = findSecrets(text)
  if (found.length === 0) return found
  const spans = known.spans(text)
  return found.filter(({ start, end }) => !spans.some((one) => one.start < end && start < one.end))
}

function replaced(text: string, spans: readonly Replaced[]): string {
  if (spans.length === 0) return text
  const pieces = spans.flatMap(({ start, placeholder }, index) => [
    text.slice(spans[index - 1]?.end ?? 0, start),
    placeholder,
  ])
  return `${pieces.join('')}${text.slice(spans.at(-1)?.end)}`
}

/** No secret is cut in two. */
const openEndOf = (text: string, open: number, spans: readonly Span[]): number => {
  const cut = text.length - open
  const across = spans.filter(({ start, end }) => start < cut && cut < end)
  return text.length - Math.min(cut, ...across.map(({ start }) => start))
}
