import type { Redaction, Redactor } from '../ports/redactor.ts'
import { maskSecrets } from './mask-secrets.ts'
import { findSecrets } from './secret-shapes.ts'
import { shapesOpenEnd } from './shapes-open-end.ts'
import { formsOf } from './forms-of.ts'
import { placeholderOf, placeholdersIn, replacePlaceholders } from './placeholder.ts'
import { shortest, TextFinder, type Span } from './text-finder.ts'

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

interface Replaced extends Span {
  placeholder: string
}

/**
 * Redacts values that are known: keys, tokens, passwords. Also where they stand in JSON, in addresses, or anywhere within
 * what base64 encodes. What stands for such a form is restored to that form.
 */
export function redactValues(values: Iterable<string>, options: RedactOptions): ValueRedactor {
  const known = new KnownSecrets(options.tagOf)
  for (const value of values) known.add(value)
  const plain: Redaction = {
    redact: (text) => replaced(text, known.spans(text)),
    openEnd: (text) => openEndOf(text, known.openEnd(text), known.spans(text)),
  }
  const outputs: Redaction = {
    redact(text) {
      // What is found is known from then on: whoever acts with it says so in other words.
      for (const { start, end } of unknownIn(text, known)) known.learn(text.slice(start, end))
      const clean = plain.redact(text)
      return known.isFull ? maskSecrets(clean) : clean
    },
    openEnd(text) {
      const open = Math.max(known.openEnd(text), shapesOpenEnd(text))
      return openEndOf(text, open, [...known.spans(text), ...unknownIn(text, known)])
    },
  }
  return {
    ...plain,
    outputs: options.patterns === false ? plain : outputs,
    restore: (text) => known.restore(text),
    add: (secret) => known.add(secret),
  }
}

class KnownSecrets {
  readonly #tagOf: RedactOptions['tagOf']
  readonly #placeholders = new Map<string, string>()
  readonly #texts = new Map<string, string>()
  #finder: TextFinder | undefined
  #learnt = 0

  constructor(tagOf: RedactOptions['tagOf']) {
    this.#tagOf = tagOf
  }

  add(secret: string): void {
    if (secret.length < shortest || this.#placeholders.get(secret)?.includes('.') === false) return
    const tag = this.#tagOf(secret)
    for (const [form, text] of formsOf(secret)) {
      if (text.length < shortest) continue
      const placeholder = this.#named(text, tag, form)
      // A value that is another one's form stands for itself.
      if (form === '' || !this.#placeholders.has(text)) this.#placeholders.set(text, placeholder)
    }
    this.#finder = undefined
  }

  /** Whether nothing more is learnt: what is found then is masked for good. */
  get isFull(): boolean {
    return this.#learnt >= mostLearnt
  }

  learn(secret: string): void {
    if (this.isFull) return
    this.#learnt += 1
    this.add(secret)
  }

  /** What is to be replaced, in order. What stands for a secret already is looked through no more. */
  spans(text: string): Replaced[] {
    const kept = placeholdersIn(text).filter(({ placeholder }) => this.#texts.has(placeholder))
    if (kept.length === 0) return this.#found(text, 0)
    const ends = [...kept, { start: text.length, placeholder: '' }]
    return ends.flatMap(({ start, placeholder }, index) => {
      const before = kept[index - 1]
      const from = before ? before.start + before.placeholder.length : 0
      const own = { start, end: start + placeholder.length, placeholder }
      const found = this.#found(text.slice(from, start), from)
      return placeholder === '' ? found : [...found, own]
    })
  }

  openEnd(text: string): number {
    return this.#known().openEnd(text)
  }

  restore(text: string) {
    const missing = new Set<string>()
    const restored = replacePlaceholders(text, (placeholder) => {
      const known = this.#texts.get(placeholder)
      if (known === undefined) missing.add(placeholder)
      return known
    })
    return { text: restored, missing: [...missing] }
  }

  #found(text: string, offset: number): Replaced[] {
    return this.#known()
      .find(text)
      .map(({ start, end }) => ({
        start: offset + start,
        end: offset + end,
        placeholder: this.#placeholders.get(text.slice(start, end)) ?? '',
      }))
  }

  #known(): TextFinder {
    return (this.#finder ??= new TextFinder(this.#placeholders.keys()))
  }

  /** Two secrets with one tag: the second is told from the first, and restored by nobody. */
  #named(text: string, tag: string, form: string): string {
    const placeholder = placeholderOf(tag, form)
    const other = this.#texts.get(placeholder)
    if (other !== undefined && other !== text) return placeholderOf(tag, `${form}other`)
    this.#texts.set(placeholder, text)
    return placeholder
  }
}

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
