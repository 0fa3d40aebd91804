import picomatch from 'picomatch'

/** Tells which paths of a workspace are protected. Names that begin with a dot are names like others. */
export const matcher = (globs: readonly string[]): ((path: string) => boolean) =>
  globs.length === 0 ? () => false : picomatch([...globs], { dot: true })
