/** Keeps secrets out of what is written and shown. */
export interface Redactor {
  /** The text without its secrets. The same text has the same answer, and an answer is not changed again. */
  redact(text: string): string
  /** How many characters at the end of a text may be the beginning of a secret that goes on behind it. */
  openEnd(text: string): number
}
