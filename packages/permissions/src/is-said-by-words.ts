import type { Prepared } from '@harness/kernel'
import { isProtected } from './is-protected.ts'
import type { Command } from './shell/command.ts'
import { patternFor } from './shell/covers.ts'
import { loadBash } from './shell/load-bash.ts'
import { partsOf, type Part } from './shell/parts-of.ts'
import { parseCommand } from './shell/read-command.ts'

/** Words of the shell itself that change what the words after them do, or run what no word says. */
const builtins = new Set(
  [
    '. source eval exec export declare typeset local readonly unset set shopt alias unalias',
    'trap hash enable builtin command bind umask ulimit pushd popd',
  ].flatMap((words) => words.split(' ')),
)

/** Programs that run whatever they are given to read, whatever their words are. */
const readers =
  /^(?:(?:ba|z|da|k|c|tc|fi|a)?sh|pwsh|xargs|parallel|ssh|at|batch|psql|mysql|mariadb|sqlite3|redis-cli|mongosh|su|sudo|doas|nc|ncat|socat|telnet|ftp|sftp|gdb|bc|dc|ed|ex|tee|patch)$/u

/** Programs that do so when no word of theirs is a script. */
const interpreters =
  /^(?:python[\d.]*|pypy[\d.]*|node|deno|bun|ruby|perl|php|lua(?:jit)?|Rscript|julia|osascript|tclsh|groovy|scala|ghci|irb|ipython|jshell|guile|sbcl)$/u

/**
 * Whether a command does what the words of its parts say, and nothing that depends on something else: a variable, its
 * standard input, what another part did to the shell. Only then a rule over words says what a person was shown.
 * `patterns`: the parts that matter; the others are allowed as they are.
 */
export async function isSaidByWords(
  { target = '', targets = [target] }: Pick<Prepared, 'target' | 'targets'>,
  patterns: readonly string[],
): Promise<boolean> {
  const parser = await loadBash()
  return targets.every((text) => {
    // A text is given to something to read.
    if (text.includes('<')) return false
    const reading = parseCommand(text, parser)
    if (reading.kind === 'unparsable') return false
    const commands = allOf(partsOf(reading.commands, parser))
    return commands.every((command) => isPlain(command, text, patterns))
  })
}

/** Whether a word names what a rule must not lift: what decides what is allowed later, or lies outside of the workspace. */
const reaches = (word: string): boolean =>
  isProtected({ effect: 'other', access: 'edit', target: word.replace(/^[^=]*=/u, '') }) ||
  /(?:^|=|^-\w)[/~]|(?:^|[/=])\.\.(?:\/|$)/u.test(word)

const allOf = (parts: readonly Part[]): Command[] =>
  parts.flatMap(({ command, inside }) => [command, ...allOf(inside)])

function isPlain(command: Command, text: string, patterns: readonly string[]): boolean {
  const { words, assignments, source } = command
  const pattern = patternFor(command)
  if (assignments.length > 0) return false
  if (pattern === undefined || !patterns.includes(pattern)) return true
  const [program = '', ...rest] = words.map((word) => word.text)
  const name = program.slice(program.lastIndexOf('/') + 1)
  if (builtins.has(name) || readers.test(name)) return false
  if (rest.some((word) => word === '-' || reaches(word))) return false
  const hasScript = rest.some((word) => /^[^-]|^--test$/u.test(word))
  if (interpreters.test(name) && !hasScript) return false
  const pipe = text.search(/(?<!\|)\|(?!\|)/u)
  const at = text.lastIndexOf(source)
  return pipe < 0 || (at >= 0 && at < pipe)
}
