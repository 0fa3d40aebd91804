import type { Access, PermissionRule } from '@harness/kernel'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainDecision, modes, parseRule, rulePolicy } from './index.ts'

const rule = (text: string, decision: PermissionRule['decision'], line: number) =>
  parseRule(text, decision, `config.jsonc:${line}`)
const question = (access: Access, target: string) => ({
  tool: access === 'command' ? 'shell' : 'write_file',
  prepared: { effect: 'other', access, target } as const,
})
const explain = (access: Access, target: string, rules: PermissionRule[] = [], mode = 'ask') =>
  explainDecision(question(access, target), { mode, rules, person: true })
const told = (rules: readonly { rule: PermissionRule; decides: boolean }[]) =>
  rules.map((one) => [one.rule.source, one.decides])

describe('an explanation', () => {
  it('has every rule that speaks of a call, and says which decides', async () => {
    const rules = [
      rule('edit(src/**)', 'allow', 1),
      rule('edit(src/a.ts)', 'ask', 2),
      rule('shell', 'allow', 3),
      rule('write_file', 'allow', 4),
    ]
    const { verdict, mode, rules: spoken, parts } = await explain('edit', 'src/a.ts', rules)
    expect(verdict).toMatchObject({ decision: 'ask', rule: 'config.jsonc:2: ask edit(src/a.ts)' })
    expect(mode).toMatchObject({ decision: 'ask', rule: 'mode ask: edit' })
    expect(told(spoken)).toEqual([
      ['config.jsonc:1', false],
      ['config.jsonc:2', true],
      ['config.jsonc:4', false],
    ])
    expect(parts).toEqual([])
  })

  it('has each part of a command with what is said of it', async () => {
    const rules = [
      rule('shell(npm test)', 'allow', 1),
      rule('shell(git push *)', 'deny', 2),
      rule('shell(make *)', 'allow', 3),
    ]
    const command = 'ls && npm test && git push origin main'
    const { verdict, rules: spoken, parts } = await explain('command', command, rules)
    expect(verdict).toMatchObject({ decision: 'deny', rule: expect.stringContaining(':2:') })
    expect(told(spoken)).toEqual([
      ['config.jsonc:1', false],
      ['config.jsonc:2', true],
    ])
    expect(parts.map((part) => [part.source, part.verdict.rule, told(part.rules)])).toEqual([
      ['ls', 'read-only command', []],
      ['npm test', 'config.jsonc:1: allow shell(npm test)', [['config.jsonc:1', true]]],
      [
        'git push origin main',
        'config.jsonc:2: deny shell(git push *)',
        [['config.jsonc:2', true]],
      ],
    ])
  })

  it('says what the mode says, and what would allow just that', async () => {
    const { verdict, mode } = await explain('command', 'npm test', [], 'plan')
    expect([verdict.decision, mode.decision]).toEqual(['deny', 'deny'])
    expect((await explain('command', 'npm test')).verdict.suggestions).toEqual(['shell(npm test)'])
  })

  it('finds rules over files in what a command reads and writes', async () => {
    const rules = [rule('read_file(secret/**)', 'deny', 1), rule('edit(out)', 'allow', 2)]
    const { rules: spoken } = await explain('command', 'cat secret/a', rules)
    expect(told(spoken)).toEqual([['config.jsonc:1', true]])
  })

  it('is always the verdict of the policy, and the rule that decides is among its rules', async () => {
    const texts = [
      'shell',
      'shell(npm *)',
      'shell(ls)',
      'edit(a)',
      'write_file',
      '*',
      'read_file(b)',
    ]
    const decisions = fc.constantFrom('allow', 'ask', 'deny')
    const rules = fc.array(fc.tuple(fc.constantFrom(...texts), decisions), { maxLength: 5 })
    const commands = fc.constantFrom('ls', 'npm test', 'ls && npm test', 'cat b > a', 'x | npm a')
    await fc.assert(
      fc.asyncProperty(rules, fc.constantFrom(...modes), commands, async (given, mode, command) => {
        const all = given.map(([text, decision], line) => rule(text, decision, line))
        const permissions = { mode, rules: all, person: true }
        const { verdict, rules: spoken } = await explain('command', command, all, mode)
        expect(verdict).toEqual(
          await rulePolicy().decide(question('command', command), permissions),
        )
        const isRule = verdict.rule.startsWith('config.jsonc:')
        expect([verdict.rule, spoken.some(({ decides }) => decides)]).toEqual([
          verdict.rule,
          isRule,
        ])
      }),
      { numRuns: 300 },
    )
  })
})
