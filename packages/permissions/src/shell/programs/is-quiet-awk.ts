/**
 * Whether an awk program only reads what it is given and prints: no command, pipe, file, environment or further
 * program in it. A `>`
 * compares before the first `print` and may redirect after it.
 */
export function isQuietAwk(script: string): boolean {
  const bare = script.replaceAll(/>>?\s*"\/dev\/null"(?=\s*(?:[;}\n]|$))/gu, '')
  const says = /system|getline|ARGV|ARGC|ENVIRON|SYMTAB|@|\|/u
  if (says.test(bare.replaceAll('||', ''))) return false
  const print = bare.indexOf('print')
  return print < 0 || !bare.slice(print).includes('>')
}
