import type { Access, Permissions, PermissionRule, Prepared } from '@harness/kernel'
import { randomFrom, testPolicy } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'
import { modes, parseRule, PermissionsError, rulePolicy } from './index.ts'
import { matchGlob } from './match-glob.ts'

const policy = rulePolicy()
testPolicy('rulePolicy', { policy, modes }, { test: it })

const rule = (text: string, decision: PermissionRule['decision'] = 'allow') =>
  parseRule(text, decision, 'test')
const permissions = (rules: PermissionRule[] = [], mode = 'ask', person = true): Permissions => ({
  mode,
  rules,
  person,
})
const prepared = (access: Access, target: string, outside = false): Prepared => ({
  effect: 'other',
  access,
  target,
  outside,
})
const shell = (command: string, ...rules: PermissionRule[]) =>
  policy.decide({ tool: 'shell', prepared: prepared('command', command) }, permissions(rules))
const edit = (path: string, given: Permissions, outside = false) =>
  policy.decide({ tool: 'edit', prepared: prepared('edit', path, outside) }, given)

describe('rulePolicy', () => {
  it.each([
    ['ask', 'read', 'allow'],
    ['ask', 'edit', 'ask'],
    ['ask', 'command', 'ask'],
    ['trust', 'edit', 'allow'],
    ['trust', 'command', 'allow'],
    ['deny', 'read', 'allow'],
    ['deny', 'edit', 'deny'],
    ['bypassPermissions', 'command', 'allow'],
  ] as const)('mode %s: %s → %s', async (mode, access, decision) => {
    const question = { tool: 't', prepared: prepared(access, 'x') }
    expect((await policy.decide(question, permissions([], mode))).decision).toBe(decision)
  })

  it.each([
    ['ask', 'read', '.env', 'ask'],
    ['ask', 'read', 'config/id_rsa', 'ask'],
    ['ask', 'read', '.env.example', 'allow'],
    ['acceptEdits', 'edit', 'deploy/server.pem', 'ask'],
    ['plan', 'edit', '.env', 'deny'],
    ['auto', 'read', 'credentials.json', 'ask'],
    ['auto', 'edit', '.env', 'ask'],
    ['trust', 'read', '.env', 'allow'],
    ['trust', 'edit', '.env', 'allow'],
    ['deny', 'read', '.env', 'deny'],
    ['bypassPermissions', 'read', '.env', 'allow'],
  ] as const)('mode %s: %s of %s, by its name a secret or not → %s', async (...row) => {
    const [mode, access, path, decision] = row
    const question = { tool: 't', prepared: prepared(access, path) }
    expect((await policy.decide(question, permissions([], mode))).decision).toBe(decision)
  })

  it('asks about a change that renames a secret, and takes a rule for what it says', async () => {
    const { target: _, ...moved } = prepared('edit', '')
    const question = { tool: 'apply_patch', prepared: { ...moved, targets: ['x.txt', '.env'] } }
    const verdict = await policy.decide(question, permissions([], 'acceptEdits'))
    expect(verdict).toMatchObject({ decision: 'ask', reason: 'It holds secrets by its name.' })
    const read = { tool: 'read_file', prepared: prepared('read', '.env') }
    const allowed = await policy.decide(read, permissions([rule('read_file(.env)')]))
    expect(allowed.decision).toBe('allow')
  })

  it('names the rule that decided', async () => {
    expect((await edit('src/a.ts', permissions([rule('edit(src/**)')]))).rule).toBe(
      'test: allow edit(src/**)',
    )
    expect((await edit('a.ts', permissions())).rule).toBe('mode ask: edit')
  })

  it('says how to allow what nobody could be asked about', async () => {
    const verdict = await edit('src/a.ts', permissions([], 'ask', false))
    expect(verdict.decision).toBe('deny')
    expect(verdict.reason).toContain("--allowed-tools 'edit(src/a.ts)'")
  })

  it('says of no mode that it would allow what it asks about', async () => {
    const { reason } = await edit('/tmp/a', permissions([], 'trust', false), true)
    expect(reason).toBe(
      "It reaches outside the workspace. Nobody was asked. A person can allow it with --allowed-tools 'edit(/tmp/a)'.",
    )
    expect((await edit('a', permissions([rule('edit', 'ask')], 'trust', false))).reason).toContain(
      'as a rule demands (test: ask edit)',
    )
  })

  it('says that a mode denies where nobody was to be asked', async () => {
    for (const person of [true, false]) {
      const { reason } = await edit('a.ts', permissions([], 'deny', person))
      expect(reason).toMatch(/^The permission mode deny denies it\. .*'edit\(a\.ts\)'/)
      expect(reason).not.toContain('Nobody')
    }
  })

  it.each([
    ["it's (here).ts", String.raw`--allowed-tools 'edit(it'\''s (here).ts)' or`],
    ['a\nb', "--allowed-tools 'edit' or"],
    ['\u001b[2Ka', "--allowed-tools 'edit' or"],
  ])('writes a rule that can be typed and works: %j', async (path, expected) => {
    expect((await edit(path, permissions([], 'ask', false))).reason).toContain(expected)
  })

  it('does not advise a pattern that would not cover the command', async () => {
    const question = { tool: 'shell', prepared: prepared('command', 'a "b c"\nrm c') }
    const { reason } = await policy.decide(question, permissions([], 'ask', false))
    expect(reason).toContain("with --allowed-tools 'shell' or --permission-mode trust.")
  })

  it('tells the person why it asks', async () => {
    expect((await edit('.git/config', permissions([], 'trust'))).reason).toMatch(
      /^A protected path: /,
    )
    expect((await edit('.git/config', permissions([], 'trust', false))).reason).toMatch(
      /^A protected path: .* Nobody was asked\. A person must allow it/,
    )
    expect((await edit('/tmp/a', permissions(), true)).reason).toBe(
      'It reaches outside the workspace.',
    )
    expect((await edit('a', permissions())).reason).toBeUndefined()
  })

  it.each([
    ['ask', 'ask'],
    ['trust', 'ask'],
    ['deny', 'deny'],
    ['bypassPermissions', 'allow'],
  ])('mode %s: a command in a folder outside → %s', async (mode, decision) => {
    const question = { tool: 'shell', prepared: prepared('command', 'make', true) }
    expect((await policy.decide(question, permissions([], mode))).decision).toBe(decision)
    const rules = [rule('shell'), rule('shell(make *)')]
    expect((await policy.decide(question, permissions(rules, mode))).decision).toBe(decision)
  })

  it.each(['.git/config', 'sub/.git/hooks/pre-commit', '.harness/config.jsonc', '.GIT/config'])(
    'asks about %s whatever allows it',
    async (path) => {
      expect((await edit(path, permissions([rule('edit(**)')], 'trust'))).decision).toBe('ask')
      expect((await edit(path, permissions([], 'deny'))).decision).toBe('deny')
    },
  )

  it('does not let a tool leave the workspace by its name alone', async () => {
    expect((await edit('/etc/hosts', permissions([rule('edit')]), true)).decision).toBe('ask')
    expect((await edit('/etc/hosts', permissions([rule('edit(/etc/hosts)')]), true)).decision).toBe(
      'allow',
    )
    for (const text of ['edit(**)', 'edit(**/hosts)', 'edit(*)']) {
      expect((await edit('/etc/hosts', permissions([rule(text)]), true)).decision).toBe('ask')
    }
    expect((await edit('/etc/hosts', permissions([rule('edit(**)', 'deny')]), true)).decision).toBe(
      'deny',
    )
  })

  it('allows one simple command by its pattern', async () => {
    expect((await shell('git status', rule('shell(git status *)'))).decision).toBe('allow')
    expect((await shell('git status --short', rule('shell(git status *)'))).decision).toBe('allow')
    expect((await shell('git statusx', rule('shell(git status *)'))).decision).toBe('ask')
  })

  it.each([
    'git status; rm -rf /',
    'git status && rm x',
    'git status | sh',
    'git status $(rm x)',
    'git status `rm x`',
    'git status > /etc/passwd',
    'git status\nrm x',
    'git status $a',
    'git status <(rm x)',
    'git status {a,b}',
    'X=1 git status',
  ])('never allows by a pattern: %s', async (command) => {
    expect(
      (await shell(command, rule('shell(git status *)'), rule('shell(*git status*)'))).decision,
    ).toBe('ask')
  })

  it.each([
    'rm -rf /',
    'git status; rm -rf /',
    'true && rm  -rf  /',
    '(rm -rf /)',
    'x $(rm -rf /)',
    'if true; then rm -rf /; fi',
    '! rm -rf /',
    'X=1 sudo rm -rf /',
    '/bin/rm -rf /',
    'r\\m "-rf" /',
    'find . | xargs rm -rf',
  ])('denies by a pattern wherever it stands: %s', async (command) => {
    expect((await shell(command, rule('shell'), rule('shell(rm -rf *)', 'deny'))).decision).toBe(
      'deny',
    )
  })
})

describe('a deny rule', () => {
  it.each([
    ['git push:*', 'git push', 'deny'],
    ['git push:*', 'git push origin main', 'deny'],
    ['npm run test:*', 'npm run test:unit', 'deny'],
    ['git push:*', 'git pull', 'ask'],
  ])('that is written %s as elsewhere, and "%s": %s', async (pattern, command, decision) => {
    const verdict = await shell(command, rule(`shell(${pattern})`, 'deny'))
    expect(verdict.decision).toBe(decision)
  })

  const texts = ['edit', 'edit(**)', 'edit(src/*)', '*', '*(**)', 'e*(src/a.ts)']
  const random = randomFrom(7)
  const one = <T>(all: readonly [T, ...T[]]): T => all[Math.floor(random() * all.length)] ?? all[0]
  const some = (decision: PermissionRule['decision']) =>
    texts.filter(() => random() < 0.5).map((text) => rule(text, decision))

  it('wins among whatever other rules, in every mode', async () => {
    const verdicts = Array.from({ length: 500 }, () => {
      const others = [...some('allow'), ...some('ask')]
      const deny = rule(one(['edit', 'edit(**)', '*', '*(src/**)', 'e*']), 'deny')
      const rules = others.toSpliced(Math.floor(random() * (others.length + 1)), 0, deny)
      const mode = one(['ask', 'trust', 'deny', 'bypassPermissions', 'unknown'])
      const path = one(['src/a.ts', 'src/.git/config'])
      return edit(path, permissions(rules, mode, random() < 0.5))
    })
    const decisions: string[] = []
    for (const verdict of verdicts) decisions.push((await verdict).decision)
    expect(new Set(decisions)).toEqual(new Set(['deny']))
  })
})

describe('matchGlob', () => {
  it.each([
    ['src/**', 'src/a/b.ts', true],
    ['src/**', 'srcs/a', false],
    ['src/*', 'src/a.ts', true],
    ['src/*', 'src/a/b.ts', false],
    ['**/*.ts', 'a.ts', true],
    ['**/*.ts', 'a/b/c.ts', true],
    ['a/**/b', 'a/b', true],
    ['?.ts', 'a.ts', true],
    ['?.ts', '/.ts', false],
    ['*', '', true],
    ['[x]', '[x]', true],
  ])('%s on %s: %s', async (pattern, text, expected) => {
    expect(matchGlob(pattern, text, { slashes: 'separate' })).toBe(expected)
  })

  it('does not hang on a pattern made to', async () => {
    const started = performance.now()
    matchGlob('*a'.repeat(200) + 'b', 'a'.repeat(5000), { slashes: 'plain' })
    matchGlob('*a'.repeat(100) + 'b', 'a'.repeat(20_000), { slashes: 'plain' })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('parseRule', () => {
  it.each(['', 'edit(', 'edit()', 'two words', 'edit)x('])(
    'says what is wrong with "%s"',
    (text) => {
      expect(() => rule(text)).toThrow(PermissionsError)
    },
  )
})

describe('a call with several targets', () => {
  const change = (targets: string[], rules: PermissionRule[], person = true) =>
    policy.decide(
      {
        tool: 'apply_patch',
        prepared: { ...prepared('edit', targets[0] ?? ''), targets },
      },
      permissions(rules, 'ask', person),
    )

  it('is allowed when every target is', async () => {
    const rules = [rule('apply_patch(src/**)')]
    expect((await change(['src/a.ts', 'src/b.ts'], rules)).decision).toBe('allow')
    expect((await change(['src/a.ts', 'docs/b.md'], rules)).decision).toBe('ask')
  })

  it('is denied when one target is, and says which rule did it', async () => {
    const rules = [rule('apply_patch(src/**)'), rule('apply_patch(src/secret/**)', 'deny')]
    expect(await change(['src/a.ts', 'src/secret/b.ts'], rules)).toMatchObject({
      decision: 'deny',
      rule: 'test: deny apply_patch(src/secret/**)',
    })
  })

  it('that touches a protected path is asked about, and denied when nobody is there', async () => {
    const rules = [rule('apply_patch')]
    expect((await change(['a.ts', '.git/hooks/pre-commit'], rules)).decision).toBe('ask')
    expect((await change(['a.ts', '.git/hooks/pre-commit'], rules, false)).decision).toBe('deny')
  })
})

describe('the sandbox', () => {
  const command = (unsandboxed: boolean) => ({
    tool: 'shell',
    prepared: {
      effect: 'other' as const,
      access: 'command' as const,
      target: 'npm test',
      task: {
        kind: 'command' as const,
        argv: ['sh', '-c', 'npm test'],
        cwd: '/w',
        env: {},
        timeoutMs: 1,
        outputCap: 1,
        ...(unsandboxed && { unsandboxed }),
      },
    },
  })
  const under = (mode: string, sandbox: boolean, texts: string[] = []) => ({
    mode,
    rules: texts.map((text) => parseRule(text, 'allow', 'test')),
    person: true,
    sandbox,
  })

  it('lets commands run unasked in auto, and nowhere else', async () => {
    const decide = async (mode: string, sandbox: boolean) =>
      (await policy.decide(command(false), under(mode, sandbox))).decision
    expect(await decide('auto', true)).toBe('allow')
    expect(await decide('auto', false)).toBe('deny')
    expect(await decide('ask', true)).toBe('ask')
    expect(await decide('plan', true)).toBe('deny')
  })

  it('is lifted by a person alone', async () => {
    for (const mode of ['ask', 'acceptEdits', 'auto', 'trust']) {
      const verdict = await policy.decide(
        command(true),
        under(mode, true, ['shell', 'shell(npm test)']),
      )
      expect({ mode, ...verdict }).toMatchObject({
        decision: 'ask',
        rule: 'outside of the sandbox',
      })
    }
    const nobody = { ...under('trust', true, ['shell']), person: false }
    const verdict = await policy.decide(command(true), nobody)
    expect(verdict).toMatchObject({
      decision: 'deny',
      reason: expect.not.stringContaining('--allowed-tools'),
    })
    expect((await policy.decide(command(true), under('plan', true))).decision).toBe('deny')
  })
})

it('a rule on edit speaks of every tool that changes files', async () => {
  const write = {
    tool: 'write_file',
    prepared: { effect: 'other' as const, access: 'edit' as const, target: 'secret/a.txt' },
  }
  const decide = async (decision: 'allow' | 'deny', mode: string) =>
    (
      await policy.decide(write, {
        mode,
        rules: [parseRule('edit(secret/**)', decision, 'test')],
        person: true,
      })
    ).decision
  expect(await decide('deny', 'trust')).toBe('deny')
  expect(await decide('allow', 'ask')).toBe('allow')
})
