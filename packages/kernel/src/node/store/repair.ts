/** Something that a crash left half done and the store set aside; the bytes are kept at `kept`. */
export type Repair =
  /** The end of the log was not a whole append. `seq` is the newest event that stands. */
  | { kind: 'torn-tail'; session: string; seq: number; offset: number; bytes: number; kept: string }
  /** A post that cannot be read. */
  | { kind: 'bad-post'; session: string; kept: string }
