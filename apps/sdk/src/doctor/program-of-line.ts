/** What the shell itself knows. */
const builtins = new Set(
  '. : [ alias break cd command continue echo eval exec exit export false for if case while until kill printf pwd read return set shift source test time trap true type ulimit umask unset wait { ('.split(
    ' ',
  ),
)

const interpreters = /^(?:.*\/)?(?:node|python3?|ruby|perl|bash|sh|zsh|deno|bun)$/u

/** What a line for a shell begins with: a program, and the file it is told to run. Undefined where only a shell could say. */
export function programOfLine(
  line: string,
  variables: Readonly<Record<string, string>>,
): { program: string; script?: string } | undefined {
  const words = wordsOf(line).map((word) => expanded(word, variables))
  while (words[0] !== undefined && /^\w+=/u.test(words[0])) words.shift()
  const [program, script] = words
  if (program === undefined || !isPlain(program) || builtins.has(program)) return undefined
  const isScript =
    script !== undefined &&
    isPlain(script) &&
    interpreters.test(program) &&
    /^[^-].*[./]/u.test(script)
  return isScript ? { program, script } : { program }
}

/** Words up to the first joint, their quotes taken off. */
const wordsOf = (line: string): string[] =>
  (/^[^;|&<>\n]*/u.exec(line)?.[0].match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/gu) ?? []).map((word) =>
    word.replaceAll(/["']/gu, ''),
  )

const expanded = (word: string, variables: Readonly<Record<string, string>>): string =>
  word
    .replace(/^~(?=\/)/u, variables['HOME'] ?? '~')
    .replaceAll(
      /\$(?:\{(\w+)\}|(\w+))/gu,
      (whole, braced?: string, bare?: string) => variables[braced ?? bare ?? ''] ?? whole,
    )

/** Without anything that only a shell understands. */
const isPlain = (word: string): boolean => /^[\w./@%+:-]+$/u.test(word)
