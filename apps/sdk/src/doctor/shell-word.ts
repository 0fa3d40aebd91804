/** A path as a shell reads it, whatever somebody called it: what is advised is pasted. */
export const shellWord = (path: string): string =>
  /^[\w./@%+:,-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`

export const shellWords = (paths: readonly string[]): string => paths.map(shellWord).join(' ')
