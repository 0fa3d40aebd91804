import type { Restored } from '../ports/redactor.ts'
import { formsOf } from './forms-of.ts'
import { placeholderOf, placeholdersIn, replacePlaceholders } from './placeholder.ts'
import { shortest, TextFinder, type Span } from './text-finder.ts'

/** A place in a text, and what is to stand there. */
export interface Replaced extends Span {
  placeholder: string
}

/** Secrets in all their forms, and what stands for each. */
export class KnownSecrets {
  readonly #tagOf: (secret: string) => string
  readonly #placeholders = new Map<string, string>()
  readonly #texts = new Map<string, string>()
  #finder: TextFinder | undefined

  constructor(tagOf: (secret: string) => string) {
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

  restore(text: string): Restored {
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
