import type { Access, Permissions, PermissionRule, Prepared } from '@harness/kernel'
import { describe, expect, it } from 'vitest'
import { modes, parseRule, rulePolicy, settingRules } from './index.ts'

const policy = rulePolicy()
const rule = (text: string, decision: PermissionRule['decision'] = 'allow') =>
  parseRule(text, decision, 'test')
const permissions = (rules: PermissionRule[], mode = 'ask'): Permissions => ({
  mode,
  rules,
  person: true,
})
const prepared = (access: Access, target: string): Prepared => ({
  effect: 'other',
  access,
  target,
})

describe('tools of servers', () => {
  const use = (rules: PermissionRule[], mode = 'ask') =>
    policy.decide(
      { tool: 'mcp_docs_find', prepared: prepared('network', 'docs/find') },
      permissions(rules, mode),
    )

  it.each([
    ['mcp(docs/*)', 'allow'],
    ['mcp', 'allow'],
    ['mcp(docs/find)', 'allow'],
    ['mcp_docs_*', 'allow'],
    ['mcp(docs)', 'ask'],
    ['mcp(other/*)', 'ask'],
    ['web_*', 'ask'],
  ])('an allow rule on %s → %s', async (text, decision) => {
    expect((await use([rule(text)])).decision).toBe(decision)
  })

  it.each([
    ['mcp__docs__find', 'deny'],
    ['mcp__docs__*', 'deny'],
    ['mcp__docs', 'deny'],
    ['mcp__*', 'deny'],
    ['mcp__other__find', 'ask'],
    ['mcp__docs__find_all', 'ask'],
  ])('a deny rule as Claude Code writes it, %s → %s', async (text, decision) => {
    expect((await use([rule(text, 'deny')])).decision).toBe(decision)
  })

  it('do not get out of a rule by a slash in a name', async () => {
    const question = { tool: 'mcp_docs_a_b', prepared: prepared('read', 'docs/a/b') }
    const rules = [rule('mcp(docs/*)', 'deny')]
    expect((await policy.decide(question, permissions(rules))).decision).toBe('deny')
  })

  it('are not what may be fetched', async () => {
    const rules = settingRules({ allowNetwork: true }, () => 'test')
    expect((await use(rules)).decision).toBe('ask')
    const fetch = { tool: 'web_fetch', prepared: prepared('network', 'https://a.example') }
    expect((await policy.decide(fetch, permissions(rules))).decision).toBe('allow')
  })

  it('are asked about in every mode where a rule says so, and denied where one denies', async () => {
    const ask = { ...rule('mcp_docs_*', 'ask'), inEveryMode: true as const }
    for (const mode of modes) {
      expect((await use([ask, rule('mcp')], mode)).decision).toBe('ask')
      expect((await use([ask, rule('mcp', 'deny')], mode)).decision).toBe('deny')
    }
    expect((await use([rule('mcp', 'ask')], 'bypassPermissions')).decision).toBe('allow')
  })
})

it('a file that names servers is protected', async () => {
  const edit = { tool: 'edit', prepared: prepared('edit', '.mcp.json') }
  expect((await policy.decide(edit, permissions([rule('edit')], 'trust'))).decision).toBe('ask')
})
