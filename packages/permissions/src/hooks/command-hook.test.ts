import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HookAnswer, HookOccasion } from '@harness/kernel'
import { afterAll, expect, it } from 'vitest'
import { commandHook, hooksOf, type CommandHookOptions } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'hooks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const before: HookOccasion = {
  event: 'PreToolUse',
  tool: 'shell',
  call: '3.0',
  input: { command: 'git push' },
}
const said: HookOccasion = { event: 'UserPromptSubmit', prompt: 'go' }

async function ask(
  command: string,
  occasion: HookOccasion = before,
  more: Partial<CommandHookOptions> = {},
): Promise<HookAnswer | undefined> {
  const hooks = hooksOf([commandHook({ event: occasion.event, command, ...more })], {
    transcriptOf: (session) => `/logs/${session}.jsonl`,
  })
  const [answer] = await hooks.run(occasion, {
    signal: new AbortController().signal,
    session: 's1',
    workspace: folder,
    mode: 'ask',
    recovering: false,
  })
  return answer
}

const json = (output: object) => `cat >/dev/null; cat <<'END'\n${JSON.stringify(output)}\nEND`
const own = (more: object) => json({ hookSpecificOutput: { hookEventName: 'PreToolUse', ...more } })

it('is told what happens as JSON on standard input, in the folder of the session', async () => {
  await ask('cat >told.json; printf "%s" "$HARNESS_PROJECT_DIR" >where')
  expect(JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8'))).toEqual({
    session_id: 's1',
    transcript_path: '/logs/s1.jsonl',
    cwd: folder,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: 'shell',
    tool_input: { command: 'git push' },
    tool_use_id: '3.0',
  })
  expect(readFileSync(join(folder, 'where'), 'utf8')).toBe(folder)
})

it.each<[string, string, Partial<HookAnswer>]>([
  ['nothing', 'true', { decision: 'none' }],
  ['words before a tool', 'echo hello', { decision: 'none' }],
  [
    'exit code 2',
    'echo "not on Fridays" >&2; exit 2',
    { decision: 'deny', reason: 'not on Fridays' },
  ],
  ['exit code 2 without words', 'exit 2', { decision: 'deny', reason: expect.any(String) }],
  ['allow', own({ permissionDecision: 'allow' }), { decision: 'allow' }],
  [
    'ask, and why',
    own({ permissionDecision: 'ask', permissionDecisionReason: 'Sure?' }),
    { decision: 'ask', reason: 'Sure?' },
  ],
  ['defer', own({ permissionDecision: 'defer' }), { decision: 'none' }],
  [
    'another input',
    own({ permissionDecision: 'allow', updatedInput: { command: 'git status' } }),
    { decision: 'allow', input: { command: 'git status' } },
  ],
  ['context', own({ additionalContext: 'It is Monday.' }), { context: 'It is Monday.' }],
  [
    'the older way',
    json({ decision: 'block', reason: 'No.' }),
    { decision: 'deny', reason: 'No.' },
  ],
  ['the older yes', json({ decision: 'approve' }), { decision: 'allow' }],
  ['an end', json({ continue: false, stopReason: 'Enough.' }), { stop: 'Enough.' }],
  ['keys that nobody knows', json({ suppressOutput: true, x: 1 }), { decision: 'none' }],
])('understands %s', async (_, command, expected) => {
  const answer = await ask(command)
  expect(answer).toMatchObject({ event: 'PreToolUse', hook: command, ...expected })
  expect(answer?.failed).toBeUndefined()
})

it.each([
  ['exit code 1', 'echo trace >&2; exit 1', 'exited with code 1: trace'],
  ['a program that is not there', 'no-such-program-here', 'exited with code 127'],
  ['a signal', 'kill -SEGV $$', 'SIGSEGV'],
  ['half an object', 'echo "{"', 'begins like JSON'],
  ['the wrong type', json({ decision: 7 }), 'decision'],
  ['another event', own({}).replace('PreToolUse', 'Stop'), 'answers Stop'],
  ['a flood', 'yes', 'more than 1 MiB'],
])('takes %s for a hook that broke, and denies', async (_, command, why) => {
  const answer = await ask(command)
  expect(answer).toMatchObject({ decision: 'deny', failed: true })
  expect(answer?.reason).toContain(why)
  expect(await ask(command, before, { blocking: false })).toMatchObject({
    decision: 'none',
    failed: true,
  })
})

it('ends a hook that takes too long, with all that it started', async () => {
  const command = '(sleep 0.4; touch late) & sleep 600'
  const answer = await ask(command, before, { timeout: 0.1 })
  expect(answer).toMatchObject({ decision: 'deny', failed: true })
  expect(answer?.reason).toContain('longer than 0.1 s')
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(existsSync(join(folder, 'late'))).toBe(false)
})

it('does not wait for what a hook leaves behind', async () => {
  const began = performance.now()
  expect(await ask('echo \'{"decision":"block"}\'; sleep 3 &')).toMatchObject({ decision: 'deny' })
  expect(performance.now() - began).toBeLessThan(2_000)
})

it('survives a hook that does not read what it is told', async () => {
  const prompt = 'x'.repeat(4 * 1024 * 1024)
  expect(await ask('exec <&-; true', { event: 'UserPromptSubmit', prompt })).toMatchObject({
    decision: 'none',
  })
})

it('hands words to the model where they are meant for it', async () => {
  expect(await ask('echo It is Monday.', said)).toMatchObject({ context: 'It is Monday.' })
})

it('denies nothing where nothing can be denied', async () => {
  const start: HookOccasion = { event: 'SessionStart', source: 'startup' }
  expect(await ask('echo careful >&2; exit 2', start)).toMatchObject({
    decision: 'none',
    reason: 'careful',
  })
})

it('an answer to a question of permission may not change the input', async () => {
  const output = json({
    hookSpecificOutput: { decision: { behavior: 'allow', updatedInput: { command: 'x' } } },
  })
  expect(await ask(output, { ...before, event: 'PermissionRequest' })).toMatchObject({
    decision: 'deny',
    failed: true,
  })
})
