import type { Verdict } from '@harness/kernel'
import { expect, it } from 'vitest'
import { parseRule, rulePolicy } from './index.ts'

const policy = rulePolicy()
const rules = [parseRule('shell(npm test)', 'allow', 'test')]
const judge = async (targets: readonly string[]): Promise<Verdict> =>
  policy.decide(
    {
      tool: 'shell',
      prepared: { effect: 'other', access: 'command', target: '', targets: [...targets] },
    },
    { mode: 'auto', rules, person: true, sandbox: true },
  )

it.each([
  [['npm test'], undefined],
  [['npm test | tail -5'], undefined],
  [['node a.js'], true],
  [['npm test; node a.js'], true],
  [['node a.js && npm test'], true],
  [['npm test', 'node a.js'], true],
])('a yes to one part of a command is none to another: %j', async (targets, confined) => {
  const verdict = await judge(targets)
  expect(verdict.decision).toBe('allow')
  expect(verdict.confined).toBe(confined)
})
