/** Reads the answers to questions of a terminal, one after the other. */
export interface LineReader {
  /** Rejects when the signal fires. */
  question(prompt: string, more: { signal: AbortSignal }): Promise<string>
  close(): void
}

/** What may come in place of an answer. */
export interface LineEnds {
  /** Ctrl-C; the question stands until its signal fires. */
  interrupted(): void
  /** Ctrl-D, or nothing more to read. */
  closed(): void
  /** The terminal is there no more. */
  gone(): void
}
