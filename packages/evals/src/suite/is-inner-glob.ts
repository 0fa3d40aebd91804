import picomatch from 'picomatch/posix.js'

/** Whether a glob can match paths inside a workspace. */
export function isInnerGlob(glob: string): boolean {
  const plain = glob.replace(/^!/, '')
  if (plain === '' || plain.startsWith('/') || plain.includes('\\')) return false
  if (plain.split('/').includes('..')) return false
  try {
    return picomatch.makeRe(glob, { strictBrackets: true }) instanceof RegExp
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
