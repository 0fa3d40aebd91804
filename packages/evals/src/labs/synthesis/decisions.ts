import type { CaseFile } from '../../suite/suite-file.ts'
import { saysJson } from '../says-json.ts'

/** What holds today, after all that was decided and taken back. */
export const inForce = {
  indent: 2,
  line: 110,
  quotes: 'double',
  semicolons: true,
  tabs: false,
}

/** Records that replace one another, and a page that is out of date. */
export const decisions: CaseFile = {
  id: 'synthesis/decisions',
  task: 'The records below `decisions` say which style holds. A record counts when it is accepted and no accepted record replaces it; `STYLE.md` is out of date. Write `style.json`, a JSON object with `indent` (a number), `line` (a number), `quotes` ("single" or "double"), `semicolons` and `tabs` (true or false), as it holds today.',
  files: {
    'STYLE.md': 'indent 4, line 80, single quotes, no semicolons, tabs\n',
    'decisions/0001-style.md':
      'Status: accepted\n\nindent 4 · line 80 · quotes single · semicolons no · tabs no\n',
    'decisions/0004-line.md': 'Status: accepted\nReplaces: the line of 0001\n\nline 100\n',
    'decisions/0007-tabs.md': 'Status: rejected\nReplaces: the tabs of 0001\n\ntabs yes\n',
    'decisions/0009-quotes.md':
      'Status: accepted\nReplaces: quotes and semicolons of 0001\n\nquotes double · semicolons yes\n',
    'decisions/0012-line.md': 'Status: accepted\nReplaces: 0004\n\nline 110\n',
    'decisions/0013-quotes.md':
      'Status: proposed\nReplaces: 0009\n\nquotes single · semicolons no\n',
    'decisions/0015-indent.md': 'Status: accepted\nReplaces: the indent of 0001\n\nindent 2\n',
    'decisions/0016-line.md': 'Status: withdrawn\nReplaces: 0012\n\nline 140\n',
  },
  setup: 'node --version',
  expect: { commands: [saysJson('style.json', inForce)] },
}
