// Whatever hooks, rules, people and programs make of a call, its session plays as it is recorded.
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import {
  readSession,
  replaySession,
  run,
  type CanUseTool,
  type HookCallback,
  type Options,
} from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-verdicts-')))
  await mkdir(join(folder, 'work'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const pre =
  (hookSpecificOutput: object): HookCallback =>
  async () => ({ hookSpecificOutput })

const before: Readonly<Record<string, HookCallback>> = {
  'no hook': async () => undefined,
  'a hook that allows': pre({ permissionDecision: 'allow' }),
  'a hook that denies': pre({ permissionDecision: 'deny', permissionDecisionReason: 'no' }),
  'a hook that wants it asked': pre({ permissionDecision: 'ask' }),
  'a hook that changes it': pre({ permissionDecision: 'allow', updatedInput: { path: 'b' } }),
  'a hook that changes it and asks': pre({
    permissionDecision: 'ask',
    updatedInput: { path: 'b' },
  }),
  'a hook that breaks': () => Promise.reject(new Error('broken')),
  'a hook that ends it': async () => ({ continue: false, stopReason: 'enough' }),
}

const asked: Readonly<Record<string, HookCallback>> = {
  'nobody answers for a person': async () => undefined,
  'a hook says yes': pre({ decision: { behavior: 'allow' } }),
  'a hook says no': pre({ decision: { behavior: 'deny', message: 'no' } }),
}

const programs: Readonly<Record<string, CanUseTool | undefined>> = {
  'without a program': undefined,
  'a program allows it': () => 'allow',
  'a program denies it': () => 'deny',
  'a program amends it': () => ({ decision: 'allow', input: { path: 'c' } }),
}

const modes: Readonly<Record<string, Options>> = {
  'where all is asked': { permissionMode: 'ask' },
  'where nothing is asked': { permissionMode: 'bypassPermissions' },
  'where a rule denies': { permissionMode: 'bypassPermissions', disallowedTools: ['poke(a*)'] },
}

const cases = Object.keys(before).flatMap((hook) =>
  Object.keys(asked).map((answer) => [hook, answer] as const),
)

it.each(cases)('plays what came of %s, where %s', async (hook, answer) => {
  const home = join(folder, 'home')
  for (const [program, canUseTool] of Object.entries(programs)) {
    for (const [mode, options] of Object.entries(modes)) {
      const { sessionId } = await run({
        prompt: 'go',
        options: {
          cwd: join(folder, 'work'),
          home,
          tools: [poke],
          provider: scripted((_, turn) =>
            turn === 0
              ? says('', [
                  ['poke', { path: 'a' }],
                  ['poke', { path: 'a' }],
                  ['pike', {}],
                ])
              : says('Poked.'),
          ),
          hooks: {
            SessionStart: [{ hooks: [before['no hook']!] }],
            PreToolUse: [{ hooks: [before[hook]!] }],
            PermissionRequest: [{ hooks: [asked[answer]!] }],
            PostToolUse: [{ hooks: [async () => ({ systemMessage: 'seen' })] }],
            Notification: [{ hooks: [before['no hook']!] }],
            SessionEnd: [{ hooks: [before['no hook']!] }],
          },
          ...(canUseTool && { canUseTool }),
          ...options,
        },
      })
      const { isEqual, decided, played } = await replaySession(sessionId, { home })
      const found = [...(decided?.differences ?? []), played?.difference]
      expect({ isEqual, found }, `${program}, ${mode}`).toEqual({ isEqual: true, found: [null] })
      let judged = 0
      for await (const { type } of readSession(sessionId, { home }))
        if (type === 'call.judged') judged += 1
      expect(judged).toBeGreaterThan(1)
    }
  }
})
