import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseStreamEvent, streamSchema } from '@harness/sdk'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Answer, type Endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Endpoint
/** The task of a request says what is answered to it. */
beforeAll(async () => {
  here = await place()
  server = await endpoint(({ body }): Answer => {
    const said = JSON.stringify(body.messages.findLast(({ role }) => role === 'user')?.content)
    const wasCalled = body.messages.at(-1)?.role === 'tool'
    if (said.includes('hang')) return { text: 'late', delayMs: 60_000 }
    if (said.includes('slow')) return { text: 'took a while', delayMs: 4000 }
    if (said.includes('flood')) return { text: 'word '.repeat(200_000) }
    if (said.includes('escape')) return { text: 'before \u{1b}[31mred\u{1b}[0m after' }
    if (said.includes('circle')) return { calls: [['list', { path: '.' }]] }
    if (said.includes('mend'))
      return mend(body.messages.filter(({ role }) => role === 'tool').length)
    if (said.includes('twenty')) return readAgain(body.messages)
    if (said.includes('write') && !wasCalled)
      return { calls: [['write_file', { path: 'new.txt', content: 'new' }]] }
    return { text: 'The answer is 42.' }
  })
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

/** Reads a file, changes it, runs a command that proves it. */
const mending: Answer[] = [
  {
    text: 'I look.',
    calls: [
      ['read_file', { path: 'sum.txt' }],
      ['shell', { command: 'cat sum.txt' }],
    ],
  },
  { calls: [['edit', { path: 'sum.txt', old_string: '5', new_string: '4' }]] },
  { calls: [['shell', { command: 'cat sum.txt' }]] },
  { text: 'Mended.' },
]
const mend = (results: number): Answer => mending[Math.max(0, results - 1)] ?? {}

/** Twenty turns that each read another line. */
function readAgain(messages: readonly { role: string }[]): Answer {
  const offset = messages.filter(({ role }) => role === 'tool').length + 1
  if (offset > 20) return { text: 'Read.' }
  return { calls: [['read_file', { path: 'twenty.txt', offset, limit: 1 }]] }
}

const local = () => ['--base-url', server.url, '--model', 'test']
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const sessionIn = async ({ home }: Place) => (await readdir(join(home, 'sessions')))[0] ?? ''
const lastTask = () => JSON.stringify(server.requests.at(-1)?.body.messages.at(-1)?.content)

describe.concurrent('harness run', () => {
  it('prints the answer to standard output and what it took to standard error', async () => {
    const { code, stdout, stderr } = await here.run([...local(), 'what is the answer?'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'The answer is 42.\n' })
    expect(stderr).toMatch(/^session \S+ · 1 turn · 110 tokens · cost unknown · \d+ m?s\n$/)
  })

  it('prints one object with --output-format json', async () => {
    const { stdout } = await here.run(['run', ...local(), '-o', 'json', 'hi'])
    expect(lines(stdout)).toMatchObject([
      {
        type: 'result',
        reason: 'done',
        text: 'The answer is 42.',
        turns: 1,
        cost: null,
        calls: [],
      },
    ])
  })

  it('prints one event per line with --output-format stream-json', async () => {
    const { stdout } = await here.run([...local(), '--output-format=stream-json', 'hi'])
    const events = lines(stdout)
    expect(events[0]).toMatchObject({
      type: 'session.start',
      version: 1,
      model: 'local-openai/test',
    })
    expect(events.at(-1)).toMatchObject({ type: 'run.end', reason: 'done' })
    const text = events.filter(({ type }) => type === 'text.delta').map((event) => event.text)
    expect(text.join('')).toBe('The answer is 42.')
    const parsed = await Promise.all(stdout.trimEnd().split('\n').map(parseStreamEvent))
    expect(parsed).toEqual(events)
  })

  it('prints the schema of those lines, and that of nothing else', async () => {
    const { code, stdout } = await here.run(['run', '-o', 'stream-json', '--schema'])
    expect({ code, schema: JSON.parse(stdout) }).toEqual({ code: 0, schema: await streamSchema() })
    expect(await here.run(['run', '--schema'])).toMatchObject({ code: 2, stdout: '' })
  })

  it('does a tool loop, and leaves the files changed', async () => {
    const there = await place()
    const file = join(there.workspace, 'sum.txt')
    await writeFile(file, '2 + 2 = 5\n')
    const allow = ['--allowed-tools', 'edit(sum.txt),shell(cat sum.txt)']
    const { stdout } = await there.run([...local(), 'mend', ...allow, '-o', 'json'])
    const [result] = lines(stdout)
    expect(result).toMatchObject({
      reason: 'done',
      text: 'Mended.',
      turns: 4,
      errors: [],
      denied: [],
    })
    expect(result.calls.map(({ tool, error }: any) => [tool, error])).toEqual([
      ['read_file', null],
      ['shell', null],
      ['edit', null],
      ['shell', null],
    ])
    expect(result.calls[3].output).toContain('2 + 2 = 4')
    expect(await readFile(file, 'utf8')).toBe('2 + 2 = 4\n')
    await there.remove()
  })

  it('keeps the first request with every tool under 10 KB', async () => {
    await here.run([...local(), 'small'])
    const first = server.requests.find(({ body }) =>
      JSON.stringify(body.messages).includes('small'),
    )
    expect(first?.body.tools?.length).toBeGreaterThan(5)
    expect(first?.bytes).toBeLessThan(10 * 1024)
  })

  it('sends little more for every turn: twenty reads under 250 KB in all', async () => {
    await writeFile(join(here.workspace, 'twenty.txt'), 'a line of the file\n'.repeat(30))
    await here.run([...local(), '--max-turns', '30', 'twenty'])
    const sent = server.requests.filter(({ body }) =>
      JSON.stringify(body.messages).includes('twenty'),
    )
    expect(sent).toHaveLength(21)
    expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(250 * 1024)
  })

  it('ends with 3 at a limit, and says how to go on', async () => {
    const { code, stderr } = await here.run([...local(), '--max-turns', '1', 'circle'])
    expect(code).toBe(3)
    expect(stderr).toMatch(/limit of turns was reached.*harness --resume/s)
  })

  it('ends with 4 when it was denied, and says how to allow', async () => {
    const { code, stderr } = await here.run([...local(), 'write'])
    expect(code).toBe(4)
    expect(stderr).toContain('--allowed-tools')
  })

  it('leaves escape codes alone in a pipe, where a program wants what was said', async () => {
    const { stdout } = await here.run([...local(), 'escape'])
    expect(stdout).toContain('\u{1b}[31mred')
  })

  it('goes away quietly when its reader does', async () => {
    const started = here.start([...local(), 'flood'])
    await started.says('word')
    started.closeStdout()
    const { code, stderr } = await started.ended
    expect(code).toBe(141)
    expect(stderr).not.toMatch(/Error|\n\s+at /)
  })
})

describe('the task', () => {
  it('comes from an argument and standard input, in this order', async () => {
    await here.run([...local(), 'why?'], { stdin: 'a diff\n' })
    expect(lastTask()).toContain('why?\\n\\na diff')
  })

  it('comes from standard input alone', async () => {
    await here.run(local(), { stdin: 'only this' })
    expect(lastTask()).toContain('only this')
  })

  it('comes from a file, with others attached', async () => {
    await writeFile(join(here.workspace, 'task.md'), 'do the thing\n')
    await writeFile(join(here.workspace, 'notes.txt'), 'some notes')
    await here.run([...local(), '@task.md', '-f', 'notes.txt'])
    expect(lastTask()).toContain('do the thing')
    expect(lastTask()).toContain('some notes')
  })
})

describe.concurrent('a session', () => {
  it('is listed, shown, continued, resumed and forked', async () => {
    const there = await place()
    await there.run([...local(), '--title', 'The first one', 'hi'])
    const id = await sessionIn(there)
    expect((await there.run(['sessions', 'list'])).stdout).toMatch(
      new RegExp(`^${id}.*done.*The first one`),
    )
    expect(
      lines((await there.run(['sessions', 'list', '--all', '--json'])).stdout.replaceAll('\n', '')),
    ).toMatchObject([[{ id, lastRun: 'done' }]])
    const shown = (await there.run(['sessions', 'show', id])).stdout
    expect(shown).toContain('The answer is 42.')
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    const events = lines((await there.run(['sessions', 'show', id, '--json'])).stdout)
    expect(events[0]).toMatchObject({ seq: 1, type: 'session.created' })
    const more = lines((await there.run([...local(), '-c', 'more', '-o', 'json'])).stdout)
    const again = lines(
      (await there.run(['--base-url', server.url, '-r', id, 'again', '-o', 'json'])).stdout,
    )
    expect([more[0].sessionId, again[0].sessionId]).toEqual([id, id])
    const fork = lines(
      (await there.run(['--base-url', server.url, '--fork', `${id}@2`, 'x', '-o', 'json'])).stdout,
    )
    expect(fork[0].sessionId).not.toBe(id)
    const idle = await there.run([...local(), '-r', id])
    expect(idle.code).toBe(2)
    expect(idle.stderr).toContain('nothing left to do')
    await there.remove()
  })

  it('belongs to one process; a second may follow it and post to it', async () => {
    const there = await place()
    const first = there.start([...local(), 'slow', '-o', 'stream-json'])
    await first.says('turn.start')
    const id = await sessionIn(there)
    const second = await there.run([...local(), '--resume', id, 'me too'])
    expect(second).toMatchObject({ code: 2, stdout: '' })
    expect(second.stderr).toContain(`process ${first.pid}`)
    expect(second.stderr).toContain(`sessions post ${id}`)
    const follower = there.start(['sessions', 'follow', id])
    const posted = await there.run(['sessions', 'post', id, 'and say it twice'])
    expect(posted).toMatchObject({ code: 0, stderr: expect.stringContaining('takes it up') })
    expect((await first.ended).code).toBe(0)
    await follower.says('run ended: done')
    follower.kill('SIGINT')
    expect((await follower.ended).code).toBe(0)
    const shown = (await there.run(['sessions', 'show', id])).stdout
    expect(shown.match(/took a while|The answer is 42/g)).toHaveLength(2)
    expect(shown).toContain('and say it twice')
    await there.remove()
  })

  it('is cancelled, and asked nothing, from outside', async () => {
    const there = await place()
    const started = there.start([...local(), 'hang', '-o', 'stream-json'])
    await started.says('turn.start')
    const id = await sessionIn(there)
    const answered = await there.run(['sessions', 'answer', id, 'allow'])
    expect(answered).toMatchObject({ code: 2, stdout: '' })
    expect(answered.stderr).toContain('asks nothing')
    const late = await there.run(['sessions', 'post', '--follow-up', id, 'then this'])
    expect(late.stderr).toContain('nothing left to do')
    const cancelled = await there.run(['sessions', 'cancel', id])
    expect(cancelled.code).toBe(0)
    expect((await started.ended).code).toBe(130)
    await there.remove()
  })

  it('is cancelled by Ctrl-C and can go on', async () => {
    const there = await place()
    const started = there.start([...local(), 'hang', '-o', 'stream-json'])
    await started.says('turn.start')
    started.kill('SIGINT')
    const { code, stdout } = await started.ended
    expect(code).toBe(130)
    expect(lines(stdout).at(-1)).toMatchObject({ type: 'run.end', reason: 'cancelled' })
    const again = await there.run([...local(), '-c', 'then tell me', '-o', 'json'])
    expect(lines(again.stdout)).toMatchObject([{ reason: 'done' }])
    await there.remove()
  })

  it('survives kill -9 with its task, and goes on without a new one', async () => {
    const there = await place()
    const started = there.start([...local(), 'slow but sure', '-o', 'stream-json'])
    await started.says('turn.start')
    started.kill('SIGKILL')
    await started.ended
    const again = await there.run([...local(), '--resume', await sessionIn(there), '-o', 'json'])
    expect(lines(again.stdout)).toMatchObject([{ reason: 'done', text: 'took a while' }])
    await there.remove()
  })
})
