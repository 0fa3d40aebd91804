import assert from 'node:assert/strict'
import type { Access, Decision, PermissionRule, Permissions, Policy, Prepared } from '../index.ts'
import type { ContractSuite } from './contract-suite.ts'

const accesses: readonly Access[] = ['none', 'read', 'edit', 'command', 'network']
const prepared = (access: Access, outside = false): Prepared => ({
  effect: 'other',
  access,
  outside,
  target: 'a/b.txt',
})
const rule = (decision: Decision): PermissionRule => ({
  decision,
  tool: '*',
  source: `test ${decision}`,
})

/** A suggestion as the rule that it is. */
function ruleOf(text: string): PermissionRule {
  const [, tool = '', pattern] = /^([^(]+)(?:\((.*)\))?$/su.exec(text) ?? []
  return { decision: 'allow', tool, ...(pattern !== undefined && { pattern }), source: 'suggested' }
}

/** The contract of `Policy`, in each of its modes: pure, deny before ask before allow, never an ask without a person. */
export function testPolicy(
  name: string,
  { policy, modes }: { policy: Policy; modes: readonly string[] },
  { test }: ContractSuite,
): void {
  const each =
    (body: (mode: string, access: Access, outside: boolean) => Promise<void>) => async () => {
      for (const mode of modes) {
        for (const access of accesses)
          for (const outside of [false, true]) await body(mode, access, outside)
      }
    }
  const decide = async (permissions: Permissions, access: Access, outside: boolean) =>
    policy.decide({ tool: 'any', prepared: prepared(access, outside) }, permissions)

  test(
    `${name}: the same question has the same answer, and the answer names its rule`,
    each(async (mode, access, outside) => {
      const permissions = { mode, rules: [rule('allow')], person: true }
      const one = await decide(permissions, access, outside)
      assert.deepEqual(await decide(structuredClone(permissions), access, outside), one)
      assert.notEqual(one.rule, '')
    }),
  )
  test(
    `${name}: a deny rule wins in every mode, wherever it stands`,
    each(async (mode, access, outside) => {
      for (const rules of [
        [rule('deny'), rule('allow'), rule('ask')],
        [rule('allow'), rule('ask'), rule('deny')],
      ]) {
        const verdict = await decide({ mode, rules, person: true }, access, outside)
        assert.equal(verdict.decision, 'deny')
        assert.match(verdict.rule, /test deny/)
      }
    }),
  )
  test(
    `${name}: without a person nothing is asked, and a denial says what would allow it`,
    each(async (mode, access, outside) => {
      for (const rules of [[], [rule('ask')]]) {
        const asked = await decide({ mode, rules, person: true }, access, outside)
        const verdict = await decide({ mode, rules, person: false }, access, outside)
        if (asked.decision !== 'ask') return assert.equal(verdict.decision, asked.decision)
        assert.equal(verdict.decision, 'deny')
        assert.ok(verdict.reason, `mode ${mode}, ${access}: no reason`)
      }
    }),
  )
  test(
    `${name}: what it suggests, it suggests of an ask, and allows that call by it`,
    each(async (mode, access, outside) => {
      const asked = await decide({ mode, rules: [], person: true }, access, outside)
      if (!asked.suggestions) return
      assert.equal(asked.decision, 'ask')
      const rules = asked.suggestions.map(ruleOf)
      assert.equal((await decide({ mode, rules, person: true }, access, outside)).decision, 'allow')
    }),
  )
  test(`${name}: a mode it does not know allows nothing that changes anything`, async () => {
    for (const access of ['edit', 'command', 'network'] as const) {
      const verdict = await decide(
        { mode: 'no such mode', rules: [], person: false },
        access,
        false,
      )
      assert.equal(verdict.decision, 'deny')
    }
  })
}
