// One process, many prompts: what a program says on standard input.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Answer, type Endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Endpoint
beforeEach(async () => {
  here = await place()
  server = await endpoint(({ body }): Answer => {
    const said = body.messages.flatMap(({ role, content }) => (role === 'user' ? [content] : []))
    const newest = JSON.stringify(said.at(-1))
    const wasCalled = body.messages.at(-1)?.role === 'tool'
    if (newest.includes('slow')) return { text: 'late', delayMs: 20_000 }
    if (newest.includes('wait') && !wasCalled) return { calls: [['shell', { command: 'sleep 1' }]] }
    if (newest.includes('write') && !wasCalled)
      return { calls: [['write_file', { path: 'new.txt', content: 'new' }]] }
    return { text: `${body.model} was told ${said.length} things` }
  })
})
afterEach(async () => {
  await server.close()
  await here.remove()
})

type Line = Record<string, unknown>
const parsed = (text: string): Line[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))

const flags = (...more: string[]) => [
  'run',
  '--input-format',
  'stream-json',
  '--base-url',
  server.url,
  '--model',
  'one',
  ...more,
]

const say = (...lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
const prompt = (text: string) => ({ type: 'prompt', text })

/** What one process says to these lines, and how it ends. */
async function converse(lines: string, ...more: string[]) {
  const { code, stdout, stderr } = await here.run(flags(...more), { stdin: lines })
  const said = parsed(stdout)
  const ends = said.flatMap(({ type, reason }) => (type === 'run.end' ? [reason] : []))
  return { code, said, stderr, text: textOf(said), ends, errors: errorsOf(said) }
}

const textOf = (said: Line[]) =>
  said.flatMap(({ type, text }) => (type === 'text.delta' ? [text] : [])).join('')

const errorsOf = (said: Line[]) => said.flatMap(({ error }) => (error ? [error] : []))

it('keeps one session for many prompts, and ends with its input', async () => {
  const lines = say(prompt('a'), prompt('b')) + '\n' + say(prompt('c'))
  const { code, said, ends, text } = await converse(lines)
  expect({ code, ends }).toEqual({ code: 0, ends: ['done', 'done', 'done'] })
  expect(new Set(said.map(({ sessionId }) => sessionId)).size).toBe(1)
  expect(text).toContain('one was told 3 things')
})

it('takes a byte order mark and line ends of Windows for no part of what is said', async () => {
  const { ends, errors } = await converse(
    '\u{feff}' + say(prompt('a'), prompt('b')).replaceAll('\n', '\r\n'),
  )
  expect({ ends, errors }).toEqual({ ends: ['done', 'done'], errors: [] })
})

it('begins with what stands on the command line', async () => {
  const { ends, text } = await converse(say(prompt('b')), 'a')
  expect(ends).toEqual(['done', 'done'])
  expect(text).toContain('one was told 2 things')
})

it('changes the model and the mode between runs', async () => {
  const lines = say(
    prompt('a'),
    { type: 'mode', permissionMode: 'acceptEdits' },
    prompt('write it'),
  )
  const { ends, said } = await converse(lines)
  expect(ends).toEqual(['done', 'done'])
  expect(said.filter(({ type }) => type === 'tool.end')).toMatchObject([{ error: null }])
  const other = await converse(say({ type: 'model', model: 'offline' }, prompt('a')))
  expect(other.said[0]).toMatchObject({ type: 'session.start', model: 'offline/scripted' })
})

it('says what it could not do, and goes on with the rest', async () => {
  const lines = [
    'no JSON',
    say({ type: 'dance' }).trim(),
    '7',
    say({ type: 'prompt' }).trim(),
    say({ type: 'mode', permissionMode: 'acceptEdit' }).trim(),
    say({ type: 'answer', sessionId: 's', callId: '1', decision: 'allow' }).trim(),
    say(prompt('a')).trim(),
  ].join('\r\n')
  const { code, ends, errors } = await converse(lines)
  expect(errors).toHaveLength(6)
  expect(errors.map((error) => JSON.stringify(error))).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Line 1: it is not JSON.'),
      expect.stringContaining('Line 2: its type is one of prompt, steer, interrupt'),
      expect.stringContaining('Line 3: '),
      expect.stringContaining('Line 4: text: '),
      expect.stringContaining('Did you mean acceptEdits?'),
      expect.stringContaining('nothing is asked about the call 1'),
    ]),
  )
  expect({ code, ends }).toEqual({ code: 0, ends: ['done'] })
})

it('says why nothing could be begun, and ends with what that means', async () => {
  const { code, errors } = await converse(say(prompt('a')), '--resume', 'nobody')
  expect(code).toBe(2)
  expect(errors).toMatchObject([{ code: 'unknown_session' }])
})

describe('while a run goes on', () => {
  const start = (...more: string[]) => here.start(flags(...more), { stdin: { open: true } })

  it('steers it', async () => {
    const running = start('--permission-mode', 'bypassPermissions')
    running.write(say(prompt('wait')))
    await running.says('tool.start')
    running.write(say({ type: 'steer', text: 'hurry' }))
    running.endStdin()
    const { code, stdout } = await running.ended
    const ends = parsed(stdout).filter(({ type }) => type === 'run.end')
    expect({ code, ends: ends.length }).toEqual({ code: 0, ends: 1 })
    expect(textOf(parsed(stdout))).toContain('one was told 2 things')
  })

  it('interrupts it, and goes on with what waits', async () => {
    const running = start()
    running.write(say(prompt('slow'), prompt('b')))
    await running.says('turn.start')
    running.write(say({ type: 'interrupt' }))
    running.endStdin()
    const { code, stdout } = await running.ended
    const ends = parsed(stdout).flatMap(({ type, reason }) => (type === 'run.end' ? [reason] : []))
    expect({ code, ends }).toEqual({ code: 0, ends: ['cancelled', 'done'] })
  })

  it('is asked, and answers', async () => {
    const running = start('--approval-mode', 'ask')
    running.write(say(prompt('write it')))
    await running.says('permission.ask')
    const ask = parsed(running.stdout()).find(({ type }) => type === 'permission.ask')
    const { sessionId, callId } = ask ?? {}
    const input = { path: 'other.txt', content: 'amended' }
    running.write(say({ type: 'answer', sessionId, callId, decision: 'allow', input }))
    running.endStdin()
    const { code, stdout } = await running.ended
    expect(code).toBe(0)
    const end = parsed(stdout).find(({ type }) => type === 'tool.end')
    expect(end).toMatchObject({ error: null })
    expect(JSON.stringify(end)).toContain('other.txt')
  })

  it('nobody answers when its input has ended', async () => {
    const running = start('--approval-mode', 'ask')
    running.write(say(prompt('write it')))
    await running.says('permission.ask')
    running.endStdin()
    const { code, stdout } = await running.ended
    expect(code).toBe(4)
    expect(stdout).toContain('Nobody is there to answer any more.')
  })

  it('Ctrl-C cancels it, and what waits is not begun', async () => {
    const running = start()
    running.write(say(prompt('slow'), prompt('b')))
    await running.says('turn.start')
    running.kill('SIGINT')
    const { code, stdout } = await running.ended
    const ends = parsed(stdout).flatMap(({ type, reason }) => (type === 'run.end' ? [reason] : []))
    expect({ code, ends }).toEqual({ code: 130, ends: ['cancelled'] })
    expect(errorsOf(parsed(stdout))).toEqual([])
  })

  it('SIGTERM stops it where it stands', async () => {
    const running = start()
    running.write(say(prompt('slow')))
    await running.says('turn.start')
    running.kill('SIGTERM')
    expect((await running.ended).code).toBe(143)
  })
})

it('asks nobody unless it is told to', async () => {
  const { code, said } = await converse(say(prompt('write it')))
  expect(code).toBe(4)
  expect(said.some(({ type }) => type === 'permission.ask')).toBe(false)
})

it.each([
  ['-o', 'text'],
  ['-f', 'a.txt'],
])('is refused with %s %s', async (...more) => {
  await writeFile(join(here.workspace, 'a.txt'), 'a')
  const { code, stderr } = await here.run(flags(...more), { stdin: '' })
  expect(code).toBe(2)
  expect(stderr).toContain('--input-format stream-json answers as -o stream-json does')
})

it('the flag --agent has the run be that agent', async () => {
  const { code, stderr } = await here.run(
    ['run', '--base-url', server.url, '--model', 'one', '--agent', 'explore', 'look'],
    {},
  )
  expect({ code, stderr: stderr.includes('session') }).toEqual({ code: 0, stderr: true })
  const [request] = server.requests
  expect(JSON.stringify(request?.body.messages[0])).toContain('You explore a repository')
  const wrong = await here.run(['run', '--agent', 'explor', 'look'])
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.stderr).toContain('Did you mean explore?')
})
