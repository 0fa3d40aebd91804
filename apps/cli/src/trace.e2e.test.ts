import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Answer, type Endpoint } from './__fixtures__/endpoint.ts'

/** Two files at once, one of them missing; an edit; a subagent; a plan; an end. */
const turns: readonly Answer[] = [
  { status: 503 },
  {
    text: 'I look first.',
    calls: [
      ['read_file', { path: 'notes.md' }],
      ['read_file', { path: 'missing.md' }],
    ],
  },
  { calls: [['edit', { path: 'notes.md', old_string: 'recieve', new_string: 'receive' }]] },
  { calls: [['subagent', { role: 'explore', prompt: 'Count the files, dear child.' }]] },
  { text: 'There is one file.' },
  { calls: [['todo_set', { items: [{ text: 'say so', status: 'active' }] }]] },
  { text: 'Mended: one word. \u001b[31mNot red\u202e.' },
]

let here: Place
let server: Endpoint
let id = ''
beforeAll(async () => {
  here = await place()
  server = await endpoint((_, index) => turns[index] ?? { text: 'More.' })
  await writeFile(join(here.workspace, 'notes.md'), 'We recieve mail.\n')
  const model = ['--base-url', server.url, '--model', 'test', '--temperature', '0.25']
  const ended = await here.run(['Mend the notes', ...model, '--permission-mode', 'acceptEdits'])
  if (ended.code !== 0) throw new Error(ended.stderr)
  id = (await readdir(join(here.home, 'sessions'))).find((name) => !name.includes('.')) ?? ''
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

const stdoutOf = async (...args: string[]): Promise<string> => {
  const ended = await here.run(['trace', ...args])
  if (ended.code !== 0 || ended.stderr !== '') throw new Error(JSON.stringify(ended))
  return ended.stdout
}

describe('harness trace show', () => {
  it('shows requests, calls, the file that was changed, the subagent in its place, and what failed', async () => {
    const shown = await stdoutOf('show', id)
    expect(shown).toMatch(/^Mend the notes\n.*\ndone · 5 turns · 5 calls, 1 failed · /)
    expect(shown).toMatch(/⚙ local-openai\/test · temperature 0\.25 · mode acceptEdits/)
    expect(shown).toMatch(/✗ turn 1 local-openai\/test · retryable · .*\n.*503/)
    expect(shown).toMatch(/✓ read_file notes\.md · 1 line/)
    expect(shown).toMatch(/✗ read_file missing\.md/)
    expect(shown).toMatch(/✓ edit notes\.md · \+1 −1 .*\n +modified notes\.md/)
    const child = shown.slice(shown.indexOf('subagent Count the files'))
    expect(child).toMatch(/\n +#\d+ +[\d:.]+ {6}› Count the files, dear child\./)
    expect(shown).not.toContain('\u001b')
    expect(shown).not.toContain('\u202e')
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect((await here.run(['trace'])).stdout).toBe(shown)
    expect((await here.run(['sessions', 'show', id])).stdout).toBe(shown)
  })

  it('shows rows of a kind alone, or of a tool', async () => {
    const rows = (text: string) => text.split('\n\n')[1]?.match(/^ {0,6}[#\d].*$/gm) ?? []
    expect(rows(await stdoutOf('show', id, '--only', 'errors'))).toHaveLength(2)
    expect(rows(await stdoutOf('show', id, '--only', 'edits'))).toHaveLength(1)
    expect(rows(await stdoutOf('show', id, '--tool', 'read_file'))).toHaveLength(2)
    const wrong = await here.run(['trace', 'show', id, '--only', 'error'])
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('errors') })
    expect(await here.run(['trace', 'show', id, '--summary', '--only', 'edits'])).toMatchObject({
      code: 2,
    })
  })

  it('shows all of what was said and done, or how it stood behind an event', async () => {
    const whole = await stdoutOf('show', id, '--show-content')
    expect(whole).toContain('"old_string": "recieve"')
    expect(whole).toContain('We recieve mail.')
    const events = (await here.run(['sessions', 'show', id, '--json'])).stdout.trim().split('\n')
    expect(await stdoutOf('show', id, '--at', String(events.length))).toBe(
      await stdoutOf('show', id),
    )
    const early = await stdoutOf('show', id, '--at', '5')
    expect(early).toMatch(/not over · 0 turns/)
    expect(await here.run(['trace', id])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`harness trace show ${id}`),
    })
    expect(await here.run(['trace', 'show', id, '--at', '9999'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no event 9999'),
    })
  })

  it('sums it up', async () => {
    const summary = await stdoutOf('show', id, '--summary')
    expect(summary).toMatch(/\nfiles\n {2}modified {2}notes\.md\n/)
    expect(summary).toMatch(/\nerrors\n {2}#\d+ {2}model {2}retryable .*503/)
    expect(summary).toMatch(/read_file +2 calls +1 failed/)
    const json = JSON.parse(await stdoutOf('show', id, '--summary', '--json'))
    expect(json).toMatchObject({ session: id, turns: 5, tasks: { subagents: 1 }, cost: null })
  })

  it('shows what stands before a damage, and says where that is', async () => {
    const there = await place()
    await there.run(['hi', '--model', 'offline'])
    const [name = ''] = await readdir(join(there.home, 'sessions'))
    const log = join(there.home, 'sessions', name, 'log.jsonl')
    const lines = (await readFile(log, 'utf8')).split('\n')
    const [run = '', ...others] = lines.slice(5)
    await writeFile(
      log,
      [...lines.slice(0, 5), run.replace('"at":', '"at": '), ...others].join('\n'),
    )
    for (const how of [[], ['--summary']]) {
      const shown = await there.run(['trace', 'show', name, ...how])
      expect(shown).toMatchObject({ code: 1, stderr: expect.stringContaining('event 6') })
      expect(shown.stdout).toMatch(/^hi\n/)
    }
    expect(await there.run(['trace', 'stats', name])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 session · 5 events'),
      stderr: expect.stringContaining('event 6'),
    })
    const part = await there.run(['trace', 'export', name])
    expect(part).toMatchObject({ code: 1, stderr: expect.stringContaining('event 6') })
    expect(JSON.parse(part.stdout)).toHaveProperty('resourceSpans')
    await there.remove()
  })
})

describe('harness trace stats', () => {
  it('has numbers of one session, and of several together', async () => {
    expect(await stdoutOf('stats')).toMatch(/^1 session · \d+ events · 2 runs \(2 done\) · 6 turns/)
    const two = JSON.parse(await stdoutOf('stats', id, id, '--json'))
    expect(two).toMatchObject({
      sessions: 2,
      runs: { done: 4 },
      models: [{ requests: 14, failed: 2 }],
    })
    expect(await here.run(['trace', 'stats', 'nobody'])).toMatchObject({ code: 2 })
  })
})

describe('harness trace state', () => {
  it('tells what counted behind an event: the budget, the plan, what is open, what the window is full of', async () => {
    const events = (await here.run(['sessions', 'show', id, '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const edit = events.find(({ type, data }) => type === 'tool.started' && data.effect !== 'pure')
    const state = await stdoutOf('state', id, '--at', String(edit.seq))
    expect(state).toContain(`#${edit.seq} tool.started of call ${edit.data.call}`)
    expect(state).toMatch(/20 turns; left: 18 turns/)
    expect(state).toMatch(/results of read_file +2 /)
    expect(state).not.toContain('say so')
    expect(await stdoutOf('state', id)).toMatch(/\ntodo\n {2}\[~\] say so\n/)
    const json = JSON.parse(await stdoutOf('state', id, '--json'))
    expect(json).toMatchObject({ session: id, run: { active: false }, open: [], waiting: [] })
  })

  it('says what the next request tells the model: what went out, when that was asked', async () => {
    const prompt = JSON.parse(await stdoutOf('state', id, '--prompt', '--json'))
    const { body } = server.requests.at(-1)!
    expect(prompt.system).toBe(body.messages[0]?.content)
    expect(prompt.tools).toHaveLength(body.tools?.length ?? 0)
    expect(await stdoutOf('state', id, '--prompt')).toContain('# System\n\n')
    expect(await here.run(['trace', 'state', id, '--at', '1', '--prompt'])).toMatchObject({
      code: 2,
    })
  })
})

describe('harness trace tail', () => {
  it('joins a subagent that is at work already', async () => {
    const there = await place()
    const answers: readonly Answer[] = [
      { calls: [['subagent', { role: 'explore', prompt: 'Wait, dear child.' }]] },
      { text: 'I wait.', calls: [['list', {}]], delayMs: 500 },
      { text: 'I waited.', delayMs: 8000 },
      { text: 'Over.' },
    ]
    const slow = await endpoint((_, index) => answers[index] ?? { text: 'More.' })
    const model = ['--base-url', slow.url, '--model', 'test', '--allowed-tools', 'subagent']
    const running = there.start(['Ask a child', ...model])
    await expect.poll(() => slow.requests.length, { timeout: 20_000 }).toBe(3)
    const tail = there.start(['trace', 'tail'])
    await tail.says('■ done · 2 turns')
    tail.kill('SIGINT')
    const { stdout } = await tail.ended
    expect(stdout).toMatch(/ {6}✓ list/)
    expect(stdout).toMatch(/ {6}I waited\./)
    running.kill('SIGINT')
    await running.ended
    await slow.close()
    await there.remove()
  })

  it('shows what happens while another process runs it, its subagents too', async () => {
    const there = await place()
    const slow = await endpoint((_, index) => ({
      ...(turns.slice(3)[index] ?? { text: 'Over.' }),
      delayMs: 700,
    }))
    const running = there.start([
      'Ask a child',
      '--base-url',
      slow.url,
      '--model',
      'test',
      '--permission-mode',
      'bypassPermissions',
    ])
    await expect
      .poll(() => readdir(join(there.home, 'sessions')).catch(() => []), { timeout: 20_000 })
      .not.toEqual([])
    const tail = there.start(['trace', 'tail'])
    await tail.says('■ done')
    expect((await running.ended).code).toBe(0)
    tail.kill('SIGINT')
    const { code, stdout } = await tail.ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/ {4}› Count the files, dear child\./)
    expect(stdout).toMatch(/✓ subagent/)
    const json = there.start(['trace', 'tail', '--json', '-n', '2'])
    await json.says('"kind":"end"')
    json.kill('SIGINT')
    expect((await json.ended).stdout.trim().split('\n')).toHaveLength(2)
    await slow.close()
    await there.remove()
  })
})
