import type { PermissionRule } from '@harness/kernel'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { modes, parseRule, rulePolicy } from '../index.ts'

const policy = rulePolicy()
const decide = async (target: string, mode: string, rules: PermissionRule[]) => {
  const prepared = { effect: 'other', access: 'command', target } as const
  return (await policy.decide({ tool: 'shell', prepared }, { mode, rules, person: true })).decision
}

const pieces = [
  'ls',
  'git status',
  'rm -rf a',
  'npm test',
  'cat a/b',
  'sort -o x y',
  '> a',
  'X=1 ls',
  '$(make)',
  'find . -delete',
  '"',
  '\\',
  '(',
  ')',
  '$(',
  '`',
  '<<E',
  'if',
  'sudo make',
]
const joints = [' ', ' && ', '; ', ' | ', '\n', ' $(', ')', ' > ']
const command = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...joints)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.flat().join(''))
const patterns = [
  'shell',
  'shell(npm test)',
  'shell(git *)',
  'shell(rm *)',
  '*',
  'write_file(a)',
  'read_file(a/**)',
  'edit(**)',
]
const rules = (decision: PermissionRule['decision']) =>
  fc.array(
    fc.constantFrom(...patterns).map((text) => parseRule(text, decision, decision)),
    { maxLength: 3 },
  )
const mode = fc.constantFrom(...modes)
const strictness = { allow: 0, ask: 1, deny: 2 }

it('is never made to allow more by a deny rule, wherever it stands', async () => {
  const given = [command, mode, rules('allow'), rules('ask'), fc.constantFrom(...patterns)] as const
  await fc.assert(
    fc.asyncProperty(...given, async (text, one, allow, ask, pattern) => {
      const deny = parseRule(pattern, 'deny', 'deny')
      const before = await decide(text, one, [...allow, ...ask])
      const after = await decide(text, one, [...allow, ...ask, deny])
      expect(strictness[after]).toBeGreaterThanOrEqual(strictness[before])
      expect(await decide(text, one, [deny, ...ask, ...allow])).toBe(after)
    }),
    { numRuns: 400 },
  )
})

it('never allows what does not parse, but where nothing is judged', async () => {
  const broken = fc
    .tuple(command, fc.constantFrom(' "', ' $(', '\nif a; then', ' |', " '"))
    .map(([text, end]) => text.replaceAll(/["'\\`]|\$?\(|<<E/gu, '') + end)
  await fc.assert(
    fc.asyncProperty(broken, mode, rules('allow'), async (text, one, allow) => {
      fc.pre(one !== 'bypassPermissions')
      expect(await decide(text, one, allow)).not.toBe('allow')
    }),
    { numRuns: 400 },
  )
})

it('gives every spelling of the same words one verdict', async () => {
  const words = fc.constantFrom(
    'ls -l a',
    'git status',
    'rm -rf a',
    'npm test',
    'sort -o a b',
    'cat a/b',
    'find . -delete',
    'git log --output=a',
  )
  const spell = (word: string, how: number): string =>
    [word, `"${word}"`, `'${word}'`, `\\${word}`, `${word.slice(0, 1)}""${word.slice(1)}`][how] ??
    word
  const blanks = fc.constantFrom(' ', '   ', '\t', ' \\\n ')
  const spelled = fc.tuple(words, fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }), blanks)
  await fc.assert(
    fc.asyncProperty(
      spelled,
      mode,
      rules('allow'),
      rules('deny'),
      async ([text, hows, blank], one, allow, deny) => {
        const parts = text.split(' ').map((word, index) => spell(word, hows[index] ?? 0))
        const other = blank + parts.join(blank)
        const verdicts = [
          await decide(text, one, [...allow, ...deny]),
          await decide(other, one, [...allow, ...deny]),
        ]
        expect([other, verdicts[1]]).toEqual([other, verdicts[0]])
      },
    ),
    { numRuns: 400 },
  )
})
