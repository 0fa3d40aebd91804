/**
 * The files of a folder as paths relative to it, with forward slashes, sorted, without what `.gitignore` names and
 * without following links. Rejects with the signal's reason, or when it cannot list.
 */
export type ListFiles = (folder: string, signal: AbortSignal) => AsyncIterable<string>
