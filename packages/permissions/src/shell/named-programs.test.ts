import type { PermissionRule } from '@harness/kernel'
import { describe, expect, it } from 'vitest'
import { parseRule, rulePolicy } from '../index.ts'

const policy = rulePolicy()
const rule = (text: string) => parseRule(text, 'allow', 'test')

describe('where the repository names programs', () => {
  const gitRuns = ['.git/config: core.fsmonitor']
  const judged = (target: string, mode = 'ask', rules: PermissionRule[] = []) =>
    policy.decide(
      { tool: 'shell', prepared: { effect: 'other', access: 'command', target, gitRuns } },
      { mode, rules, person: true },
    )

  it.each(['git status', 'ls; git log -p | head', 'timeout 5 git diff', '/usr/bin/git show'])(
    '%s: asked, and says what it is',
    async (command) => {
      expect(await judged(command)).toMatchObject({
        decision: 'ask',
        reason: expect.stringContaining('".git/config: core.fsmonitor"'),
      })
      expect((await judged(command, 'plan')).decision).toBe('deny')
    },
  )

  it('other commands are what they were, and who allows git allows it here', async () => {
    expect((await judged('grep git a.txt')).decision).toBe('allow')
    expect((await judged('git status', 'ask', [rule('shell(git status)')])).decision).toBe('allow')
  })
})
