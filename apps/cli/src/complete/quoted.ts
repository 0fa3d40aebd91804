/** A text as one word of a shell: bash, zsh and POSIX. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
