/** Does a command; resolves with its exit code. */
export type Command = (args: readonly string[]) => Promise<number>
