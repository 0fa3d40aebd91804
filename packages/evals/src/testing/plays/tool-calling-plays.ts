import { ambiguousEdit, inOrder, noShell, wrongPath } from '../../labs/tool-calling/discipline.ts'
import {
  longArgument,
  quoting,
  squares,
  unicode,
  unicodeText,
} from '../../labs/tool-calling/exact-text.ts'
import {
  cards,
  chain,
  meterFiles,
  meterSum,
  pointerChain,
  sideBySide,
  twelveFiles,
} from '../../labs/tool-calling/many-calls.ts'
import { changes, nestedArguments } from '../../labs/tool-calling/nested-arguments.ts'
import { done, edit, read, shell, write, type LabPlay } from '../play.ts'

const nasty = quoting.expect?.files?.['quoting.txt']?.equals ?? ''
const copy = 'ausgabe/größe-日本.txt'
const edits = changes.map(([path, from, to]) => ({ path, old_string: from, new_string: to }))
const cardCalls = Object.entries(cards).map(([path, text]) => write(path, text))
const deprecated = 'src/b.js\nsrc/lib/d.js\nsrc/zz.md\n'

export const toolCallingPlays: Readonly<Record<string, LabPlay>> = {
  [twelveFiles.id]: {
    good: [[read('parts.csv')], cardCalls.slice(0, 5), cardCalls.slice(5), done],
    // It forgets the last one.
    bad: [[read('parts.csv')], cardCalls.slice(0, -1), done],
    failure: 'expectation_mismatch',
  },
  [pointerChain.id]: {
    good: [...chain.map((path) => [read(path)]), [write('word.txt', 'halyard\n')], done],
    // It takes the short way, which is forbidden.
    bad: [[['search', { pattern: 'word:' }]], [write('word.txt', 'halyard\n')], done],
    failure: 'expectation_mismatch',
  },
  [sideBySide.id]: {
    good: [meterFiles.map((path) => read(path)), [write('sum.txt', `${meterSum}\n`)], done],
    // One call in each reply.
    bad: [...meterFiles.map((path) => [read(path)]), [write('sum.txt', `${meterSum}\n`)], done],
    failure: 'max_steps',
  },
  [quoting.id]: {
    good: [[write('quoting.txt', `${nasty}\n`)], done],
    // Escapes that were meant for another reader.
    bad: [[write('quoting.txt', `${nasty.replaceAll('\\', '\\\\')}\n`)], done],
    failure: 'expectation_mismatch',
  },
  [unicode.id]: {
    good: [[read('quelle.txt')], [write(copy, `${unicodeText}\n`)], done],
    bad: [[read('quelle.txt')], [write(copy, `${unicodeText.normalize('NFC')}\n`)], done],
    failure: 'expectation_mismatch',
  },
  [longArgument.id]: {
    good: [[write('squares.txt', `${squares}\n`)], done],
    // "and so on".
    bad: [[write('squares.txt', `${squares.split('\n').slice(0, 60).join('\n')}\n…\n`)], done],
    failure: 'expectation_mismatch',
  },
  [nestedArguments.id]: {
    good: [
      ['app/server.toml', 'app/client.toml', 'docs/run.md'].map((path) => read(path)),
      [['multi_edit', { edits }]],
      done,
    ],
    // The list as a text of JSON, and nothing further.
    bad: [[['multi_edit', { edits: JSON.stringify(edits.slice(0, 1)).slice(0, -2) }]], done],
    failure: 'tool_failure',
  },
  [wrongPath.id]: {
    good: [
      [read('config/setting.toml')],
      [['glob', { pattern: 'config/*' }]],
      [read('config/settings.toml')],
      [write('retention.txt', '45\n')],
      done,
    ],
    // It guesses once the first call has failed.
    bad: [[read('config/setting.toml')], [write('retention.txt', '30\n')], done],
    failure: 'tool_failure',
  },
  [ambiguousEdit.id]: {
    good: [
      [read('limits.ini')],
      [edit('limits.ini', 'timeout = 30', 'timeout = 90')],
      [edit('limits.ini', '[worker]\ntimeout = 30', '[worker]\ntimeout = 90')],
      done,
    ],
    bad: [[read('limits.ini')], [edit('limits.ini', 'timeout = 30', 'timeout = 90')], done],
    failure: 'tool_failure',
  },
  [noShell.id]: {
    good: [
      [['search', { pattern: 'deprecated', path: 'src', files_only: true }]],
      [write('deprecated.txt', deprecated)],
      done,
    ],
    bad: [[shell('grep -rl deprecated src | LC_ALL=C sort > deprecated.txt')], done],
    failure: 'expectation_mismatch',
  },
  [inOrder.id]: {
    good: [
      [read('VERSION')],
      [edit('VERSION', '4.11.9', '4.11.10')],
      [shell('cp VERSION RELEASED')],
      done,
    ],
    // It reaches out of the folder, and nobody is there to allow that.
    bad: [
      [read('VERSION')],
      [edit('VERSION', '4.11.9', '4.11.10')],
      [write('../RELEASED', '4.11.10\n')],
      done,
    ],
    failure: 'denied',
  },
}
