import { replacePlaceholders } from '@harness/kernel'

/**
 * The secrets of one log, in the order in which it first names them. Each home makes placeholders with a key of its own:
 * that of the first secret is the same in two logs, whatever stands in them.
 */
export class SecretNames {
  readonly #numbers = new Map<string, number>()

  /** The text with placeholders that say which of the log's secrets each is, and nothing else. */
  named(text: string): string {
    return replacePlaceholders(text, (placeholder) => {
      const tag = placeholder.slice(before, before + tagLength)
      const number = this.#numbers.get(tag) ?? this.#numbers.size + 1
      this.#numbers.set(tag, number)
      const name = number.toString(16).padStart(tagLength, '0')
      return `${placeholder.slice(0, before)}${name}${placeholder.slice(before + tagLength)}`
    })
  }
}

const before = '[secret:'.length
const tagLength = 12
