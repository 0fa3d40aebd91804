/** A name that says so, and what it is set to in its line: in files for shells, in INI, JSON, YAML and TOML. */
const assigned =
  /[\w.-]*(?:key|token|secret|passw(?:or)?d|credentials?|_?auth)["']?[ \t]*[=:][ \t]*["']?([^\s"',}#]{8,})/giu
/** Of a machine, in .netrc. */
const password = /(?<![^\s])password[ \t]+(\S{8,})/gu
/** Of somebody, in an address. */
const inAddress = /\w:\/\/[^\s/:@]*:([^\s/@]{8,})@/gu
/** Whatever it is called: as long and mixed as no word is. */
const random = /[\w+/-]{20,}={0,2}/gu
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]+)/gu

/** The secrets in a text of a file that holds some: what stands for one, such as `your-key-here`, is none. */
export function secretsIn(text: string): string[] {
  const lines = allOf(text, privateKey).flatMap((body) => body.split(/\s+/u))
  const loose = (text.match(random) ?? []).filter(isMixed)
  const named = [assigned, password, inAddress].flatMap((shape) => allOf(text, shape))
  return [...new Set([...named.filter(isValue), ...loose, ...lines])].filter(
    (secret) => secret.length >= 8,
  )
}

const allOf = (text: string, shape: RegExp): string[] =>
  [...text.matchAll(shape)].map(([, found = '']) => found)

/** Not a word, a path, a reference to something else. */
const isValue = (text: string): boolean =>
  !/^(?:[a-z]+(?:[-_][a-z]+)*|[/.$<~].*|(?:[\w.-]+\/)+[\w-]+\.[a-z]+|https?:.*)$/iu.test(text)

const isMixed = (text: string): boolean =>
  /[a-z]/u.test(text) && /[A-Z]/u.test(text) && /\d/u.test(text) && !text.startsWith('/')
