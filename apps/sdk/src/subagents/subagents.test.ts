import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ModelRequest, StreamEvent } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import { listTasks, postAnswer, query, run, type Ask, type Options } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-sdk-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Said = ReturnType<typeof says>
const isChild = ({ system }: ModelRequest) =>
  !system.startsWith('You are a coding agent') || system.includes('You work for another agent')
const hasResults = ({ messages }: ModelRequest) => messages.some(({ role }) => role === 'tool')
const last = ({ messages }: ModelRequest) => JSON.stringify(messages.at(-1))

/** A parent that starts subagents, says what it heard, and children that answer by a function. */
const family = (
  calls: readonly object[],
  child: (request: ModelRequest, signal: AbortSignal) => Said | Promise<Said>,
) =>
  scripted((request, _, signal) => {
    if (isChild(request)) return child(request, signal)
    if (hasResults(request)) return says(last(request))
    return says(
      '',
      calls.map((call) => ['subagent', { prompt: 'help', ...call }]),
    )
  })

const options = (more: Options): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  maxTurns: 5,
  ...more,
})

it('a subagent works in a session of its own, and its last words are the result', async () => {
  const seen: ModelRequest[] = []
  const provider = family([{ prompt: 'Where is it?', role: 'explore' }], (request) => {
    seen.push(request)
    return says('In a.ts.')
  })
  const result = await run({ prompt: 'go', options: options({ provider }) })
  expect(result.reason).toBe('done')
  expect(result.calls[0]?.output).toMatch(/^In a\.ts\.\n\[session \S+\.\d+, 15 tokens\]$/)
  expect(seen[0]?.messages).toMatchObject([{ content: [{ text: 'Where is it?' }] }])
  const names = seen[0]?.tools.map(({ name }) => name) ?? []
  expect(names).toContain('search')
  for (const no of ['edit', 'write_file', 'shell', 'subagent', 'ask_user'])
    expect(names).not.toContain(no)
  // Two replies of the parent and one of the child.
  expect(result.usage.inputTokens).toBe(30)
})

it('several work side by side', async () => {
  let working = 0
  let most = 0
  const provider = family([{}, {}, {}], async () => {
    working += 1
    most = Math.max(most, working)
    await new Promise((resolve) => setTimeout(resolve, 50))
    working -= 1
    return says('ok')
  })
  const result = await run({ prompt: 'go', options: options({ provider }) })
  expect(most).toBe(3)
  expect(result.calls.map(({ error }) => error)).toEqual([null, null, null])
})

it('what it does joins the run’s stream under its own session, and names the call it works for', async () => {
  const provider = family([{ role: 'plan' }], (request) =>
    hasResults(request) ? says('a plan') : says('I look.', [['glob', { pattern: '*' }]]),
  )
  const lines: StreamEvent[] = []
  const running = query({ prompt: 'go', options: options({ provider }) })
  for await (const line of running) lines.push(line)
  const id = await running.sessionId
  const ofChild = lines.filter(({ sessionId }) => sessionId !== id)
  expect(ofChild.map(({ type }) => type)).toEqual([
    'usage',
    'permission.decision',
    'tool.start',
    'tool.end',
    'turn.end',
    'usage',
    'turn.end',
  ])
  const start = lines.find((line) => line.type === 'tool.start' && line.tool === 'subagent')
  expect(ofChild.find(({ type }) => type === 'tool.start')).toMatchObject({
    tool: 'glob',
    parentCallId: start?.type === 'tool.start' ? start.callId : '',
  })
  expect(ofChild.find(({ type }) => type === 'turn.end')).toMatchObject({ agent: 'plan' })
  expect((await running.result).text).not.toBe('a plan')
})

it('the same person answers what it asks, and is told which agent asks', async () => {
  const asks: Ask[] = []
  const provider = family([{}], (request) =>
    hasResults(request) ? says(last(request)) : says('', [['poke', { path: 'a.txt' }]]),
  )
  const onAsk = async (ask: Ask) => {
    asks.push(ask)
    return { decision: 'allow' } as const
  }
  const result = await run({ prompt: 'go', options: options({ provider, tools: [poke], onAsk }) })
  expect(asks).toMatchObject([{ tool: 'poke', agent: 'general', question: null }])
  expect(result.calls[0]?.output).toContain('poked a.txt')
})

it('what nobody is there to allow is denied to it too', async () => {
  const provider = family([{}], (request) =>
    hasResults(request) ? says(last(request)) : says('', [['poke', { path: 'a.txt' }]]),
  )
  const result = await run({ prompt: 'go', options: options({ provider, tools: [poke] }) })
  expect(result.calls[0]?.output).toContain('Nobody was asked')
})

it('roles of a program’s own have their tools and words', async () => {
  const seen: ModelRequest[] = []
  const provider = scripted((request) => {
    seen.push(request)
    if (request.system.startsWith('You count.')) return says('42')
    return hasResults(request)
      ? says('ok')
      : says('', [['subagent', { prompt: 'x', role: 'counter' }]])
  })
  const agents = {
    counter: { description: 'counts', prompt: 'You count.', tools: ['git_*', 'glob', 'po*'] },
  }
  const result = await run({ prompt: 'go', options: options({ provider, agents, tools: [poke] }) })
  expect(result.calls[0]?.output).toMatch(/^42\n/)
  const tools = seen.find(({ system }) => system.startsWith('You count.'))?.tools ?? []
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['glob', 'poke']))
  expect(tools.map(({ name }) => name)).not.toContain('read_file')
  await expect(
    run({ prompt: 'go', options: options({ provider, agents: { 'a b': { description: 'x' } } }) }),
  ).rejects.toMatchObject({ code: 'invalid_option' })
})

it('roles stand in files of the user and of the folder; a folder takes nobody’s place', async () => {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const role = (words: string, more = '') =>
    `---\ndescription: ${words}\n${more}---\nYou ${words}.\n`
  await write('.harness/agents/counter.md', role('count here'))
  await write('.harness/agents/explore.md', role('explore everything'))
  await write(
    '.harness/agents/local.md',
    role('stay', 'tools: glob, read_file\nmodel: openai/gpt-5.4\nmax_turns: 1000\n'),
  )
  await write('home/agents/counter.md', role('count there'))
  await write('home/agents/broken.md', 'no front matter\n')
  const seen: ModelRequest[] = []
  const isChildOf = ({ system }: ModelRequest) => /^You (count|stay|explore)/.test(system)
  const provider = scripted((request) => {
    seen.push(request)
    if (isChildOf(request) || hasResults(request)) return says('42')
    return says(
      '',
      ['counter', 'local', 'explore'].map((name) => ['subagent', { prompt: 'x', role: name }]),
    )
  })
  const notices: string[] = []
  await run({
    prompt: 'go',
    options: options({ provider, onNotice: (text) => notices.push(text) }),
  })
  const child = (words: string) => seen.find(({ system }) => system.startsWith(words))
  expect(child('You count there.')).toBeDefined()
  expect(child('You explore a repository for another agent')).toBeDefined()
  expect(child('You stay.')?.tools.map(({ name }) => name)).toEqual(['read_file', 'glob'])
  expect(child('You stay.')?.model.id).toBe(seen[0]?.model.id)
  const told = notices.join('\n')
  expect(told).toContain('broken.md')
  expect(told).toContain('The agent explore of this folder is left out')
  expect(told).toContain('The agent local of this folder has its parent')
})

it('a subagent has no tool that its parent has not', async () => {
  const tools: string[][] = []
  const provider = scripted((request) => {
    if (hasResults(request)) return says('ok')
    tools.push(request.tools.map(({ name }) => name))
    return request.tools.some(({ name }) => name === 'subagent')
      ? says('', [['subagent', { prompt: 'x', ...(tools.length === 1 && { role: 'narrow' }) }]])
      : says('ok')
  })
  const agents = { narrow: { description: 'x', tools: ['read_file', 'subagent'] } }
  await run({ prompt: 'go', options: options({ provider, agents }) })
  expect(tools.slice(1)).toEqual([['read_file', 'subagent'], ['read_file']])
})

it('an answer that was posted while nobody ran it counts before nobody is asked', async () => {
  const provider = family([{}], (request) =>
    hasResults(request) ? says(last(request)) : says('', [['poke', { path: 'a.txt' }]]),
  )
  const stop = new AbortController()
  let child = ''
  const onAsk = ({ sessionId }: Ask) => {
    child = sessionId
    stop.abort()
    return new Promise<never>(() => {})
  }
  const first = await run({
    prompt: 'go',
    options: options({ provider, tools: [poke], onAsk, signal: stop.signal }),
  })
  const home = join(folder, 'home')
  await expect(postAnswer(first.sessionId, { decision: 'allow' }, { home })).rejects.toThrow(child)
  await postAnswer(child, { decision: 'allow' }, { home })
  const result = await run({
    options: options({ provider, tools: [poke], resume: first.sessionId }),
  })
  expect(result.calls.find(({ tool }) => tool === 'subagent')?.output).toContain('poked a.txt')
})

it('what it left running in the background ends with it', async () => {
  const provider = family([{}], (request) =>
    hasResults(request)
      ? says('started it')
      : says('', [['shell', { command: 'echo on; sleep 60', background: true }]]),
  )
  const from = performance.now()
  const result = await run({
    prompt: 'go',
    options: options({ provider, permissionMode: 'bypassPermissions' }),
  })
  expect(result.calls[0]?.output).toMatch(/^started it/)
  expect(performance.now() - from).toBeLessThan(15_000)
  const [task] = await listTasks(result.sessionId, { home: join(folder, 'home') })
  const [command] = await listTasks(`${result.sessionId}.${task?.task}`, {
    home: join(folder, 'home'),
  })
  expect(command).toMatchObject({ status: 'ended', end: { stopped: 'cancelled' } })
})

it('subagents of subagents have no subagents', async () => {
  const depths: boolean[] = []
  const provider = scripted((request) => {
    const has = request.tools.some(({ name }) => name === 'subagent')
    if (!hasResults(request)) depths.push(has)
    return has && !hasResults(request) ? says('', [['subagent', { prompt: 'deeper' }]]) : says('ok')
  })
  await run({ prompt: 'go', options: options({ provider }) })
  expect(depths).toEqual([true, true, false])
})

it('one in the background is waited for, and its end wakes the run', async () => {
  const heard: string[] = []
  const provider = scripted(async (request) => {
    if (isChild(request)) {
      await new Promise((resolve) => setTimeout(resolve, 80))
      return says('found it')
    }
    heard.push(last(request))
    return hasResults(request)
      ? says('noted')
      : says('', [['subagent', { prompt: 'x', background: true }]])
  })
  const result = await run({ prompt: 'go', options: options({ provider }) })
  expect(result).toMatchObject({ reason: 'done', background: [] })
  expect(heard.at(-1)).toContain('found it')
  expect(heard.filter((text) => text.includes('found it'))).toHaveLength(1)
})

it('is cancelled with its parent', async () => {
  const started = Promise.withResolvers<undefined>()
  const provider = family([{}], (_, signal) => {
    started.resolve(undefined)
    return new Promise((__, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  })
  const running = query({ prompt: 'go', options: options({ provider }) })
  await started.promise
  await running.interrupt()
  const lines: StreamEvent[] = []
  for await (const line of running) lines.push(line)
  expect(lines.filter(({ type }) => type === 'run.end')).toMatchObject([{ reason: 'cancelled' }])
  const ended = lines.find((line) => line.type === 'turn.end' && line.agent === 'general')
  expect(ended).toMatchObject({ reason: 'cancelled' })
})

it('shares the budget of its parent', async () => {
  const dear = (end: Said): Said =>
    end.type === 'reply'
      ? { ...end, reply: { ...end.reply, usage: { inputTokens: 1000, outputTokens: 0 } } }
      : end
  const provider = scripted((request, turn) => {
    if (isChild(request)) return dear(says('', [['glob', { pattern: `${turn}` }]]))
    return dear(hasResults(request) ? says('done') : says('', [['subagent', { prompt: 'help' }]]))
  })
  const result = await run({ prompt: 'go', options: options({ provider, maxTokens: 12_000 }) })
  // 11,000 are left, 5,500 of them the child's.
  expect(result.calls[0]?.error).toMatch(/before it was done: limit/)
  expect(result.usage.inputTokens).toBe(8000)
})

it('a question reaches the person, and nobody else is asked', async () => {
  const provider = scripted((request) =>
    hasResults(request)
      ? says(last(request))
      : says('', [['ask_user', { question: 'Which?', choices: ['a', 'b'] }]]),
  )
  const asks: Ask[] = []
  const onAsk = async (ask: Ask) => {
    asks.push(ask)
    return { decision: 'allow', answer: 'b' } as const
  }
  const answered = await run({ prompt: 'go', options: options({ provider, onAsk }) })
  expect(asks).toMatchObject([{ question: { text: 'Which?', choices: ['a', 'b'] } }])
  expect(answered.calls[0]?.output).toBe('b')
  const alone = await run({ prompt: 'go', options: options({ provider }) })
  expect(alone.calls[0]?.error).toMatch(/^Nobody answered/)
})
