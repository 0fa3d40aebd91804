/**
 * Whether an awk program only reads what it is given and prints: no command, pipe, file or further program in it. A `>`
 * compares before the first `print` and may redirect after it.
 */
export function isQuietAwk(script: string): boolean {
  if (/system|getline|ARGV|ARGC|@|\|/u.test(script.replaceAll('||', ''))) return false
  const print = script.indexOf('print')
  return print < 0 || !script.slice(print).includes('>')
}
