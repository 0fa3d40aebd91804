import { expect, it } from 'vitest'
import { programOfLine } from './program-of-line.ts'

const variables = { HOME: '/home/me', CLAUDE_PROJECT_DIR: '/work' }

it.each([
  ['jq .', { program: 'jq' }],
  ['  jq . | cat', { program: 'jq' }],
  ['A=1 B="x y" jq', { program: 'jq' }],
  ['./check.sh --all', { program: './check.sh' }],
  ['~/bin/check', { program: '/home/me/bin/check' }],
  ['"$CLAUDE_PROJECT_DIR"/.harness/check.sh', { program: '/work/.harness/check.sh' }],
  ["'${CLAUDE_PROJECT_DIR}/check.sh' x", { program: '/work/check.sh' }],
  ['python3 hooks/check.py --x', { program: 'python3', script: 'hooks/check.py' }],
  ['node -e "1"', { program: 'node' }],
  ['node check', { program: 'node' }],
])('%s', (line, expected) => {
  expect(programOfLine(line, variables)).toEqual(expected)
})

it.each([
  'if true; then x; fi',
  'test -f x && y',
  '$UNKNOWN/check.sh',
  '`which jq`',
  '(jq .)',
  '',
  '; x',
  'echo hi',
  '/opt/*/check',
])('only a shell could say of %j', (line) => {
  expect(programOfLine(line, variables)).toBeUndefined()
})
