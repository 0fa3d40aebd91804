/** Takes secrets out of texts. */
export interface Redaction {
  /** The text without its secrets. The same text has the same answer, and an answer is not changed again. */
  redact(text: string): string
  /**
   * How many characters at the end of a text have to wait for what follows it: they may be the beginning of a secret, or a
   * secret that is one's beginning.
   */
  openEnd(text: string): number
}

/** A text with its secrets in it again. */
export interface Restored {
  text: string
  /** The placeholders that stand for nothing that is known here; they are left as they are. */
  missing: readonly string[]
}

/** Keeps secrets out of what is written and shown: placeholders stand there, and whoever acts restores them. */
export interface Redactor extends Redaction {
  /** For what tools answer: takes out what looks like a secret, too. */
  readonly outputs: Redaction
  /** For what another process is to restore: takes out only what that one knows, too. */
  readonly lasting: Redaction
  /** What was redacted, as it was. Give it single texts, and no JSON: a secret is put in as it is. */
  restore(text: string): Restored
}
