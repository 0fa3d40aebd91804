import type { Redactor } from '../ports/redactor.ts'

/** What stands in the place of a value. */
export const mark = '[secret]'

/** Too short a value would be found everywhere. */
const shortest = 8

/** Redacts values that are known: keys, tokens, passwords. Also where they stand in JSON. */
export function redactValues(values: readonly string[]): Redactor {
  // In a log line a call's input is JSON within JSON.
  const secrets = [
    ...new Set(values.flatMap((value) => [value, inJson(value), inJson(inJson(value))])),
  ]
    .filter((value) => value.length >= shortest)
    .toSorted((one, other) => other.length - one.length)
  return {
    redact: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, mark), text),
    openEnd: (text) => Math.max(0, ...secrets.map((secret) => openEnd(text, secret))),
  }
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1)

function openEnd(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(secret.slice(0, length))) return length
  }
  return 0
}
