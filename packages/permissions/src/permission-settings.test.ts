import { expect, it } from 'vitest'
import { PermissionSettings, rulePolicy, settingRules } from './index.ts'

const where = (key: string, index?: number) => (index === undefined ? key : `${key}[${index}]`)
const decide = (settings: PermissionSettings, access: 'edit' | 'command', target: string) =>
  rulePolicy().decide(
    {
      tool: access === 'edit' ? 'write_file' : 'shell',
      prepared: { effect: 'other', access, target },
    },
    { mode: 'ask', rules: settingRules(settings, where), person: true },
  )

it('says of each rule where it stands', () => {
  const settings = PermissionSettings.parse({
    deny: ['web_fetch'],
    allow: ['edit(src/**)', 'shell(npm test)'],
    allowWrite: ['docs/**'],
    allowShell: true,
  })
  expect(settingRules(settings, where).map(({ decision, source }) => [decision, source])).toEqual([
    ['deny', 'deny[0]'],
    ['allow', 'allow[0]'],
    ['allow', 'allow[1]'],
    ['allow', 'allowWrite[0]'],
    ['allow', 'allowShell'],
  ])
})

it('allows one way of touching the world, and no other', async () => {
  expect((await decide({ allowWrite: true }, 'edit', 'a.ts')).decision).toBe('allow')
  expect((await decide({ allowWrite: true }, 'command', 'rm a')).decision).toBe('ask')
  expect((await decide({ allowShell: true }, 'edit', 'a.ts')).decision).toBe('ask')
  expect((await decide({ allowShell: ['npm test'] }, 'command', 'npm test')).decision).toBe('allow')
  expect(
    (await decide({ allowShell: ['npm test'] }, 'command', 'npm test; rm -rf .')).decision,
  ).toBe('ask')
  expect((await decide({ allowWrite: ['src/**'] }, 'edit', 'src/a.ts')).decision).toBe('allow')
  expect((await decide({ allowWrite: ['src/**'] }, 'edit', 'b.ts')).decision).toBe('ask')
  expect((await decide({ allowWrite: false }, 'edit', 'a.ts')).decision).toBe('ask')
})

it('what allows everything neither leaves the workspace nor reaches what is protected', async () => {
  const permissions = {
    mode: 'ask',
    rules: settingRules({ allowWrite: true }, where),
    person: true,
  }
  const question = (target: string, outside: boolean) => ({
    tool: 'write_file',
    prepared: { effect: 'other' as const, access: 'edit' as const, target, outside },
  })
  expect((await rulePolicy().decide(question('/etc/hosts', true), permissions)).decision).toBe(
    'ask',
  )
  expect((await rulePolicy().decide(question('.git/config', false), permissions)).decision).toBe(
    'ask',
  )
})

it.each([
  ['a rule without a name', { allow: ['(x)'] }, /is not a rule/],
  ['an empty pattern', { deny: ['edit()'] }, /has an empty pattern/],
  ['a mode that is none', { mode: 'asks' }, /mode/],
])('refuses %s', (_, settings, message) => {
  expect(PermissionSettings.safeParse(settings).error?.message).toMatch(message)
})
