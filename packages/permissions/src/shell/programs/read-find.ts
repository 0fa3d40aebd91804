import type { Command, Word } from '../command.ts'
import { mayBeSecret } from '../is-secret.ts'
import type { Use } from './program.ts'

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Words of an expression, by how many words follow them. What is not here is not known to only look. */
const alone = set(
  '! ( ) , -a -and -d -daystart -depth -empty -executable -false -follow -ignore_readdir_race -ls -mount -nogroup -noignore_readdir_race -noleaf -not -nouser -nowarn -o -or -print -print0 -prune -quit -readable -true -warn -writable -xdev',
)
const withValue = set(
  '-amin -anewer -atime -cmin -cnewer -context -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links -lname -maxdepth -mindepth -mmin -mtime -name -newer -path -perm -printf -regex -regextype -samefile -size -type -uid -used -user -wholename -xtype',
)
const before = /^-(?:[HLPEXdsx]+|O\d|version|-version|help|-help)$/u

/** How `find` is used: where it looks, and what it runs for each file. */
export function readFind(words: readonly Word[]): Use {
  const paths: Word[] = []
  const runs: Command[] = []
  const queue = words.slice()
  const seen: string[] = []
  let expression = false
  for (let word = queue.shift(); word; word = queue.shift()) {
    const { kind, text } = word
    const starts = kind === 'literal' && /^[-(!,)]/u.test(text)
    if (!starts) {
      if (expression || kind === 'dynamic') return unknown(text, runs)
      if (/^[*?[]/u.test(text) && kind === 'glob') return unknown(text, runs)
      paths.push(word)
    } else if (text === '-f' && !expression) {
      const path = queue.shift()
      if (path) paths.push(path)
    } else if (expression || !before.test(text)) {
      expression = true
      if (text === '-exec') {
        const run = takeCommand(queue, foundBy(seen))
        if (!run) return unknown(text, runs)
        runs.push(run)
      } else if (withValue.has(text) || /^-newer[aBcm][aBcmt]$/u.test(text)) {
        const value = queue.shift()
        if (value?.kind !== 'literal') return unknown(text, runs)
        seen.push(text, value.text)
      } else if (!alone.has(text)) {
        return unknown(text, runs)
      } else {
        seen.push(text)
      }
    }
  }
  return { kind: 'reads', paths, runs }
}

const unknown = (text: string, runs: readonly Command[]): Use => ({
  kind: 'unknown',
  why: `${text} of find is not known to only look`,
  runs,
})

/** The words up to `;` or `+`. What stands for a file's name is one, or many. */
function takeCommand(queue: Word[], found: string): Command | undefined {
  const end = queue.findIndex(
    ({ text }, index) => text === ';' || (text === '+' && queue[index - 1]?.text === '{}'),
  )
  if (end <= 0) return undefined
  const words = queue.splice(0, end + 1).slice(0, -1)
  return {
    words: words.map((word) =>
      word.text.includes('{}')
        ? { kind: 'glob', text: word.text.replaceAll('{}', found), hidden: 'hidden' }
        : word,
    ),
    assignments: [],
    redirections: [],
    source: words.map(({ text }) => text).join(' '),
  }
}

/**
 * A pattern that stands for the names of what an expression finds: where each of its alternatives asks for a name, and none
 * of these may be that of a secret, one of them; otherwise any name.
 */
function foundBy(expression: readonly string[]): string {
  const names: string[] = []
  let isNamed = false
  for (let at = 0; at < expression.length; at += 1) {
    const word = expression[at] ?? ''
    if (word === '-o' || word === '-or' || word === ',') {
      if (!isNamed || word === ',') return any
      isNamed = false
    } else if (word === '!' || word === '-not') {
      at += 1
      const negated = expression[at] ?? ''
      if (!withValue.has(negated) && !negated.startsWith('-newer')) return any
      at += 1
    } else if (word === '-name' || word === '-iname') {
      at += 1
      names.push(expression[at] ?? '')
      isNamed = true
    } else if (withValue.has(word) || word.startsWith('-newer')) {
      at += 1
    }
  }
  const isOpen = !isNamed || names.some((name) => mayBeSecret(name, 'hidden'))
  return isOpen ? any : `./${names.at(-1) ?? ''}`
}

const any = './*'
