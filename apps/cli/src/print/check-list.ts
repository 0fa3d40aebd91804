import type { Check } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'
import { wrapWords } from './wrap-words.ts'

const width = 12
const indent = ' '.repeat(width + 2)
/** Less is no place for a sentence. */
const least = 20

/** What was looked at, a row each, and what it comes to. On a terminal it is as wide as that; elsewhere no line is broken. */
export function checkList(checks: readonly Check[], screen: Screen): string {
  const isBlocked = checks.some(({ status }) => status === 'fail')
  const verdict = isBlocked
    ? 'Something keeps a run from beginning: mend what is marked ✗.'
    : 'A run can begin: harness "task", or harness demo.'
  return `${checks.map((check) => row(check, screen)).join('')}\n${verdict}\n`
}

function row({ name, status, found, fix }: Check, screen: Screen): string {
  const colour = coloursFor(screen)
  const marks = {
    ok: colour('green', '✓'),
    info: colour('dim', '·'),
    warn: colour('yellow', '!'),
    fail: colour('red', '✗'),
  }
  const room = screen.isTTY ? Math.max(least, (screen.columns || 80) - indent.length) : Infinity
  const lines = found.split('\n').flatMap((line) => wrapped(line, room))
  const advice = fix === undefined ? [] : wrapped(fix, room - 2)
  const told = [...lines, ...advice.map((line, index) => `${index === 0 ? '→' : ' '} ${line}`)]
  return `${marks[status]} ${plainLine(name).padEnd(width)}${told.join(`\n${indent}`)}\n`
}

const wrapped = (line: string, columns: number) => wrapWords(plainLine(line).split(' '), columns)
