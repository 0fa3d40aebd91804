import type { Permissions, PermissionRule, Prepared } from '@harness/kernel'
import { describe, expect, it } from 'vitest'
import { parseRule, rulePolicy } from './index.ts'

const policy = rulePolicy()

const rule = (text: string, decision: PermissionRule['decision'] = 'allow') =>
  parseRule(text, decision, 'test')
const permissions = (rules: PermissionRule[], mode: string, person = true): Permissions => ({
  mode,
  rules,
  person,
})

describe('a secret that goes in', () => {
  const decide = (given: Partial<Prepared>, mode = 'trust', person = true, rules = ['t']) =>
    policy.decide(
      {
        tool: 't',
        prepared: { effect: 'other', access: 'network', target: 'x', restores: true, ...given },
      },
      permissions(
        rules.map((text) => rule(text)),
        mode,
        person,
      ),
    )

  it.each([
    [{ access: 'network' }, 'trust', 'ask'],
    [{ access: 'network' }, 'ask', 'ask'],
    [{ access: 'command', target: 'curl x' }, 'trust', 'ask'],
    [{ access: 'read', server: 'mine', target: 'mine/look' }, 'trust', 'ask'],
    [{ access: 'network' }, 'bypassPermissions', 'allow'],
    [{ access: 'network', restores: false }, 'trust', 'allow'],
    // What stays in the workspace is judged as ever.
    [{ access: 'edit', target: 'a.txt' }, 'acceptEdits', 'allow'],
    [{ access: 'read', target: 'a.txt' }, 'ask', 'allow'],
  ] as const)('%j in mode %s, where a rule allows it: %s', async (given, mode, decision) => {
    const verdict = await decide(given, mode)
    expect(verdict.decision).toBe(decision)
    expect(verdict.suggestions).toBeUndefined()
  })

  it('is denied where nobody is there to be asked, and says what would allow it', async () => {
    const verdict = await decide({}, 'trust', false)
    expect(verdict).toMatchObject({ decision: 'deny', rule: 'a secret goes in' })
    expect(verdict.reason).toMatch(/A secret goes in.*interactive run/su)
  })

  it.each([
    [{ access: 'network', target: 'https://example.com' }, 'ask'],
    [{ access: 'network', target: 'https://example.com' }, 'deny'],
    [{ access: 'command', target: 'curl x' }, 'plan'],
  ] as const)('%j in mode %s: nothing is advised that would not allow it', async (given, mode) => {
    const verdict = await decide(given, mode, false, [])
    expect(verdict.decision).toBe('deny')
    expect(verdict.reason).toMatch(/interactive run/u)
    expect(verdict.reason).not.toMatch(/--allowed-tools|mode trust/u)
  })

  it('a rule that denies is still the one that does', async () => {
    const given = permissions([rule('t', 'deny')], 'trust')
    const verdict = await policy.decide(
      { tool: 't', prepared: { effect: 'other', access: 'network', target: 'x', restores: true } },
      given,
    )
    expect(verdict).toMatchObject({ decision: 'deny', rule: 'test: deny t' })
  })

  it('is told to whoever is asked anyway', async () => {
    const edit = await decide({ access: 'edit', target: 'a.txt' }, 'ask', true, [])
    expect(edit).toMatchObject({ decision: 'ask', reason: expect.stringContaining('A secret') })
    const command = await decide({ access: 'command', target: 'curl x' }, 'ask', true, [])
    expect(command).toMatchObject({ decision: 'ask', reason: expect.stringContaining('A secret') })
  })
})
