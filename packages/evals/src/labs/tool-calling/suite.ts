import type { SuiteFile } from '../../suite/suite-file.ts'
import { ambiguousEdit, inOrder, noShell, wrongPath } from './discipline.ts'
import { longArgument, quoting, unicode } from './exact-text.ts'
import { pointerChain, sideBySide, twelveFiles } from './many-calls.ts'
import { nestedArguments } from './nested-arguments.ts'

export const toolCalling: SuiteFile = {
  name: 'tool-calling',
  description:
    'Whether calls of tools stay right: many, long, nested, quoted, side by side, after a failure, and those that are forbidden.',
  defaults: { tags: ['tool-calling'] },
  cases: [
    twelveFiles,
    pointerChain,
    sideBySide,
    quoting,
    unicode,
    longArgument,
    nestedArguments,
    wrongPath,
    ambiguousEdit,
    noShell,
    inOrder,
  ],
}
