import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memorySessions, type StreamEvent } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground } from './__fixtures__/configured.ts'
import { poke, says, scripted } from './__fixtures__/scripted.ts'
import {
  query,
  run,
  type HookCallbacks,
  type HookInput,
  type HookMatcher,
  type Options,
} from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-hooks-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Pokes once, then says so. */
const poking = (hooks: HookCallbacks, more: Options = {}): Options => ({
  cwd: folder,
  store: 'memory',
  tools: [poke],
  provider: scripted((_, turn) =>
    turn === 0 ? says('', [['poke', { path: 'a.txt' }]]) : says('poked'),
  ),
  hooks,
  ...more,
})

const hook =
  (decision: 'allow' | 'deny' | 'ask', permissionDecisionReason = 'because') =>
  async () => ({ hookSpecificOutput: { permissionDecision: decision, permissionDecisionReason } })

it('a function may allow what nobody is there to answer, and the rule says which', async () => {
  const events: StreamEvent[] = []
  const running = query({
    prompt: 'go',
    options: poking({ PreToolUse: [{ matcher: 'poke', hooks: [hook('allow')] }] }),
  })
  for await (const event of running) events.push(event)
  expect(await running.result).toMatchObject({ reason: 'done', text: 'poked' })
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'hook.decision', event: 'PreToolUse', decision: 'allow' }),
  )
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'permission.decision',
      rule: expect.stringContaining('hook options.hooks.PreToolUse'),
    }),
  )
})

it('a rule that denies stands whatever a function says', async () => {
  const options = poking({ PreToolUse: [{ hooks: [hook('allow')] }] })
  const result = await run({ prompt: 'go', options: { ...options, disallowedTools: ['poke(a*)'] } })
  expect(result).toMatchObject({ reason: 'denied' })
})

it('a function that rejects, answers nonsense or takes too long denies', async () => {
  const breaking: readonly HookMatcher[] = [
    { hooks: [() => Promise.reject(new Error('boom'))] },
    { hooks: [async () => JSON.parse('{"decision":7}')] },
    { timeout: 0.05, hooks: [() => new Promise(() => {})] },
  ]
  for (const one of breaking) {
    const options = poking({ PreToolUse: [one] }, { permissionMode: 'trust' })
    expect(await run({ prompt: 'go', options })).toMatchObject({ reason: 'denied' })
  }
})

it('a function that is given more time than a timer can count has it', async () => {
  const slow = async () => void (await new Promise((resolve) => setTimeout(resolve, 30)))
  const options = poking(
    { PreToolUse: [{ timeout: 3_000_000, hooks: [slow] }] },
    { permissionMode: 'trust' },
  )
  expect(await run({ prompt: 'go', options })).toMatchObject({ reason: 'done' })
})

it('a function whose matcher is none is refused: it would concern nothing', async () => {
  const options = poking({ PreToolUse: [{ matcher: '^poke$', hooks: [hook('deny')] }] })
  await expect(run({ prompt: 'go', options })).rejects.toMatchObject({ code: 'invalid_option' })
})

it('tells the beginning, the words, the calls and the end of a run, in order', async () => {
  const told: HookInput[] = []
  const note = async (input: HookInput) => void told.push(input)
  const all = [{ hooks: [note] }]
  const options = poking(
    {
      SessionStart: all,
      UserPromptSubmit: all,
      PreToolUse: all,
      PostToolUse: all,
      Stop: all,
      SessionEnd: all,
      Notification: all,
    },
    { onAsk: async () => ({ decision: 'allow' }) },
  )
  await run({ prompt: 'go', options })
  expect(told.map((input) => input.hook_event_name)).toEqual([
    'SessionStart',
    'UserPromptSubmit',
    'PreToolUse',
    'Notification',
    'PostToolUse',
    'Stop',
    'SessionEnd',
  ])
  expect(told[0]).toMatchObject({
    source: 'startup',
    cwd: expect.stringContaining('harness-hooks'),
  })
  expect(told.every((input) => input.recovering === undefined)).toBe(true)
  expect(told.at(-1)).toMatchObject({ reason: 'done' })
})

it('a resumed session says that it is one', async () => {
  const told: unknown[] = []
  const SessionStart = [{ hooks: [async (input: HookInput) => void told.push(input['source'])] }]
  const store = memorySessions()
  const provider = scripted(() => says('ok'))
  const options = { cwd: folder, store, provider, hooks: { SessionStart } }
  const { sessionId } = await run({ prompt: 'go', options })
  await run({ prompt: 'more', options: { ...options, resume: sessionId } })
  await run({ prompt: 'more', options: { ...options, fork: sessionId } })
  expect(told).toEqual(['startup', 'resume', 'resume'])
})

it('the hooks of all layers run: none takes the place of another', async () => {
  const here = await ground()
  try {
    const saying = (word: string) => ({
      hooks: {
        UserPromptSubmit: [{ hooks: [{ type: 'command' as const, command: `echo ${word}` }] }],
      },
    })
    await here.user(saying('from-the-user'))
    await here.project(saying('from-the-project'))
    const { requests } = await here.ask()
    const body = JSON.stringify(requests[0]?.body)
    expect(body).toContain('from-the-user')
    expect(body).toContain('from-the-project')
  } finally {
    await here.remove()
  }
})

it('nothing of a folder that is not trusted runs', async () => {
  const here = await ground()
  try {
    const mark = join(here.root, 'mark')
    const command = `touch ${mark}`
    const hooks = { SessionStart: [{ hooks: [{ type: 'command', command }] }] }
    await here.write('work/.harness/config.jsonc', { hooks })
    const { notices } = await here.ask()
    expect(notices.join()).toContain('not trusted')
    await expect(readFile(mark)).rejects.toThrow('ENOENT')
    await here.project({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command }] }] } })
    await here.ask()
    expect(await readFile(mark, 'utf8')).toBe('')
  } finally {
    await here.remove()
  }
})

it('a refused word ends the run and says why', async () => {
  const options = poking({
    UserPromptSubmit: [{ hooks: [async () => ({ decision: 'block', reason: 'Names a client.' })] }],
  })
  expect(await run({ prompt: 'go', options })).toMatchObject({
    reason: 'denied',
    turns: 0,
    message: expect.stringContaining('Names a client.'),
  })
})

it('hooks are told of what subagents do, too', async () => {
  const told: unknown[] = []
  const note = async (input: HookInput) =>
    void told.push([input.hook_event_name, input['agent_id']])
  const provider = scripted(({ tools }, turn) => {
    const isParent = tools.some(({ name }) => name === 'subagent')
    return isParent && turn === 0
      ? says('', [['subagent', { role: 'explore', prompt: 'look' }]])
      : says('seen')
  })
  const hooks = { Stop: [{ hooks: [note] }], SubagentStop: [{ hooks: [note] }] }
  const options: Options = {
    cwd: folder,
    store: 'memory',
    provider,
    hooks,
    permissionMode: 'trust',
  }
  const { sessionId } = await run({ prompt: 'go', options })
  expect(told).toHaveLength(2)
  expect(told[0]).toEqual(['SubagentStop', expect.stringContaining(`${sessionId}.`)])
  expect(told[1]).toEqual(['Stop', undefined])
})

it('a secret in a command is told to neither the log nor the model', async () => {
  const here = await ground()
  try {
    const secret = 'aB3dE5gH7jK9mN1pQ3sT5vW7'
    const command = `: https://chat.example/services/T1/${secret} -H "X-Token: q7w8e9r0t1"; exit 2`
    const hooks = { PostToolUse: [{ hooks: [{ type: 'command' as const, command }] }] }
    await here.user({ hooks })
    const lines: StreamEvent[] = []
    const running = query({
      prompt: 'go',
      options: {
        ...poking({}),
        cwd: here.folder,
        home: here.home,
        onAsk: async () => ({ decision: 'allow' }),
      },
    })
    for await (const line of running) lines.push(line)
    const said = JSON.stringify(lines)
    expect(said).toContain('chat.example/services/T1/')
    expect(said).not.toContain(secret)
    expect(said).not.toContain('q7w8e9r0t1')
  } finally {
    await here.remove()
  }
})
