import { stripVTControlCharacters } from 'node:util'
import type { Json, StreamEvent } from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Telling } from './progress.ts'
import { widthOf } from './text-width.ts'
import { TextOutput } from './text-output.ts'
import type { Typed } from './typed-window.ts'

const place = { sessionId: 's', seq: 1 }
const text = (words: string): StreamEvent => ({ ...place, type: 'text.delta', text: words })
const turn = (number: number): StreamEvent => ({ ...place, type: 'turn.start', turn: number })
const begin: StreamEvent = {
  ...place,
  type: 'tool.start',
  callId: '1.0',
  tool: 'shell',
  input: { command: 'npm \u{1b}[2Jtest' },
}
const end: StreamEvent = {
  ...place,
  type: 'tool.end',
  callId: '1.0',
  tool: 'shell',
  output: '',
  error: null,
}

/** Without colours and what the live line wrote. */
const plain = (words: string) => stripVTControlCharacters(words.replaceAll(/[^\r\n]*\r/g, ''))

interface More {
  typed?: Typed
  telling?: Telling
  columns?: number
}

function screens(isTTY: boolean, { telling = 'usual', columns = 60, typed }: More = {}) {
  const written = { out: '', err: '' }
  const screen = (name: 'out' | 'err') => ({
    isTTY,
    columns,
    write: (words: string) => void (written[name] += words),
  })
  const manner = typed && { typed: () => typed }
  const output = new TextOutput(telling, { out: screen('out'), err: screen('err') }, manner)
  return { output, written }
}

// Whatever terminal the tests run on.
beforeEach(() => void vi.stubEnv('TERM', 'xterm').stubEnv('NO_COLOR', ''))
afterEach(() => vi.unstubAllEnvs())

describe('text output', () => {
  it('lets no escape code of a model reach a terminal', () => {
    const { output, written } = screens(true)
    output.event(text('before \u{1b}]0;title\u{7}\u{1b}[31mred\u{9b}2J\u{202e} after'))
    output.event(begin)
    output.event(end)
    output.note('a \u{1b}[2Jremark')
    output.end(undefined)
    expect(written.out).toBe('before red\u{fffd} after\n')
    expect(written.err).toContain('shell npm test')
    expect(written.err).not.toContain('\u{1b}[2J')
  })

  it('shows how far a call is, and that no longer when it is over', async () => {
    const { output, written } = screens(true)
    output.event(begin)
    output.event({
      ...place,
      type: 'tool.progress',
      callId: '1.0',
      text: '2 of 9\n3 of 9\u{1b}[2J\n',
    })
    await expect.poll(() => written.err).toContain('3 of 9')
    expect(written.err).not.toContain('2 of 9')
    expect(written.err).not.toContain('\u{1b}[2J')
    written.err = ''
    output.event(end)
    await expect.poll(() => written.err).toContain('thinking')
    expect(written.err).not.toContain('3 of 9')
    output.end(undefined)
  })

  it('says what a hook said, where no call says it', () => {
    const { output, written } = screens(false)
    const said = { ...place, type: 'hook.decision', hook: './check.sh' } as const
    output.event({ ...said, event: 'PreToolUse', tool: 'shell', decision: 'deny', reason: 'A.' })
    output.event({ ...said, event: 'Stop', decision: 'none', reason: null })
    output.event({
      ...said,
      event: 'PostToolUse',
      tool: 'edit',
      decision: 'deny',
      reason: 'B\u{1b}.',
    })
    output.end(undefined)
    expect(written.err).toBe('The hook ./check.sh (PostToolUse edit) objects: B.\n')
  })

  it('says nothing of tools in a pipe, and leaves the text as it is', () => {
    const { output, written } = screens(false)
    for (const event of [text('\u{1b}[31mred'), begin, end]) output.event(event)
    output.end(undefined)
    expect(written).toEqual({ out: '\u{1b}[31mred\n', err: '' })
  })

  it('shows what a subagent does beneath its call, and leaves what it says to its parent', () => {
    const { output, written } = screens(true)
    const explore = { ...begin, tool: 'subagent', input: { prompt: 'look', role: 'explore' } }
    const child = { ...begin, sessionId: 's.7', parentCallId: '1.0', input: { command: 'deep' } }
    const task = { ...place, task: 7, callId: '1.0' }
    for (const event of [
      turn(1),
      explore,
      { ...task, type: 'task.start', kind: 'subagent' },
      child,
      { ...text('for the parent'), sessionId: 's.7' },
      { ...end, sessionId: 's.7' },
      { ...end, tool: 'subagent' },
      { ...task, type: 'task.end', output: '' },
    ] satisfies StreamEvent[]) {
      output.event(event)
    }
    output.end(undefined)
    expect(written.out).not.toContain('for the parent')
    expect(plain(written.err)).toMatch(
      /^▸ subagent explore: look\n {2}✓ explore · shell deep · \d+ ms\n✓ subagent explore: look · 1 call · \d+ ms\n$/,
    )
  })

  it('says what a call came to, and why it failed', () => {
    const { output, written } = screens(true)
    const calls: [tool: string, input: Json, output: string, error: string | null][] = [
      ['read_file', { path: 'a.ts' }, '1\tone\n2\ttwo\n[end of file]', null],
      ['edit', { path: 'a.ts', old_string: 'a\nb\nc', new_string: 'a\nB\nBB\nc' }, '', null],
      ['shell', { command: 'npm test' }, '[exit code 1]\nno', null],
      ['list', { path: '.' }, 'a\nb\nc', null],
      ['edit', { path: '\u{1b}[2Jb.ts' }, 'gone', 'The file \u{1b}]0;x\u{7}is not there.'],
      ['\u{1b}[2Jodd', {}, '\u{1b}[31mred', null],
    ]
    for (const [index, [tool, input, said, error]] of calls.entries()) {
      const call = { ...place, tool, callId: String(index) }
      output.event({ ...call, type: 'tool.start', input })
      output.event({ ...call, type: 'tool.end', output: said, error })
    }
    output.end(undefined)
    expect(plain(written.err).replaceAll(/ · \d+ ms/g, '')).toBe(
      [
        '✓ read_file a.ts · 2 lines',
        '✓ edit a.ts · +2 −1',
        '✗ shell npm test · exit 1',
        '✓ list . · 3 lines',
        '✗ edit b.ts',
        '  The file is not there.',
        '✓ odd · red',
        '',
      ].join('\n'),
    )
    expect(written.err).not.toContain('\u{1b}[2J')
  })

  it.each([40, 80, 200])('keeps every line within %d columns', async (columns) => {
    const { output, written } = screens(true, { columns })
    const long = '日本語のとても長い引数👩‍👩‍👧'.repeat(20)
    for (const id of ['1', '2']) {
      output.event({ ...begin, callId: id, input: { command: long } })
      output.event({ ...place, type: 'tool.progress', callId: id, text: long })
    }
    await expect.poll(() => written.err).toContain('2 at once')
    output.event({ ...end, callId: '1', error: long })
    output.event({ ...end, callId: '2', output: `[exit code 0]\n${long}` })
    output.end(undefined)
    expect(plain(written.err)).toMatch(/ · (\d+ ms|\d\.\d s)\n$/)
    for (const line of stripVTControlCharacters(written.err).split(/[\r\n]/)) {
      expect(widthOf(line)).toBeLessThan(columns)
    }
  })

  it('tells of a command that goes on by itself, and of its end', () => {
    const { output, written } = screens(true)
    const task = { task: 9, callId: '1.0', sessionId: 's' }
    output.event(begin)
    output.event({ ...task, seq: 9, type: 'task.start', kind: 'command' })
    output.event({ ...end, seq: 12, output: 'It goes on.' })
    output.event({ ...place, seq: 12, type: 'turn.end', turn: 1, reason: 'calls' })
    output.event({ ...task, seq: 20, type: 'task.end', output: '[exit code 2]' })
    output.end(undefined)
    expect(plain(written.err)).toMatch(
      /^◌ shell npm test · in the background as task 9\n✗ shell npm test · exit 2 · \d+ ms\n$/,
    )
  })

  it('writes only what changes, and nothing at all in a pipe', async () => {
    const { output, written } = screens(true)
    output.event(turn(1))
    await expect.poll(() => written.err.length).toBeGreaterThan(30)
    output.end(undefined)
    const [, first = '', ...more] = written.err.split('\r')
    expect(first.length).toBeLessThan(60)
    expect(Math.max(...more.slice(0, 3).map((part) => part.length))).toBeLessThan(60)
    const pipe = screens(false)
    pipe.output.event(turn(1))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(pipe.written).toEqual({ out: '', err: '' })
    pipe.output.end(undefined)
  })

  it('says when it is tried again, how full the window is, and that it is made shorter', async () => {
    const { output, written } = screens(true, { columns: 120 })
    output.event({
      ...place,
      type: 'session.start',
      version: 1,
      model: 'm',
      workspace: null,
      contextWindow: 1000,
    })
    output.event({
      ...place,
      type: 'usage',
      inputTokens: 90,
      outputTokens: 10,
      cost: 0.5,
      model: 'm',
    })
    output.event({ ...place, type: 'error', message: 'busy', recoverable: true, retryInMs: 9000 })
    await expect
      .poll(() => written.err)
      .toContain('trying again in 9 s · 100 tokens · context 10 % · $0.50')
    output.event({ ...place, type: 'compaction.start', reason: 'window' })
    await expect.poll(() => written.err).toContain('making the conversation shorter')
    output.event({
      ...place,
      type: 'permission.ask',
      callId: '1',
      tool: 'edit',
      preview: null,
      reason: null,
    })
    await expect.poll(() => written.err).toContain('waiting for an answer: edit')
    output.end(undefined)
  })

  it('stands beneath text that has stopped coming, and lets it go on where it was', async () => {
    const { output, written } = screens(true)
    output.event(text('I write 日本'))
    written.err = ''
    await expect.poll(() => written.err, { timeout: 3000 }).toContain('writing')
    expect(written.err.startsWith('\n')).toBe(true)
    written.err = ''
    output.event(text('語'))
    expect(written.err.endsWith('\u{1b}[J\u{1b}[A\u{1b}[13G')).toBe(true)
    output.end(undefined)
    expect(written.out).toBe('I write 日本語\n')
  })

  it('keeps what a person types beneath the text, which goes on where it was', () => {
    const { output, written } = screens(true, { columns: 10, typed: { text: '日', at: 1 } })
    output.event(text('123456789'))
    expect(written.err.startsWith('\n\r')).toBe(true)
    expect(written.err.endsWith(' > 日\u{1b}[J\u{1b}[7G')).toBe(true)
    written.err = ''
    output.event(text('日本'))
    expect(written.err).toContain('\r\u{1b}[J\u{1b}[A\u{1b}[10G')
    written.err = ''
    // The wide characters did not fit into the last column.
    output.event(text('語'))
    expect(written.err).toContain('\r\u{1b}[J\u{1b}[A\u{1b}[5G')
    output.end(undefined)
    expect(written.out).toBe('123456789日本語\n')
  })

  it('tells nothing when it is to be quiet, and the calls in a pipe when it is to tell more', () => {
    const quiet = screens(true, { telling: 'quiet' })
    const verbose = screens(false, { telling: 'verbose' })
    for (const { output } of [quiet, verbose]) {
      for (const event of [turn(1), begin, end]) output.event(event)
      output.note('A remark.')
      output.end(undefined)
    }
    expect(quiet.written.err).toBe('')
    expect(verbose.written.err).toMatch(/^✓ shell npm test · \d+ ms\nA remark\.\n$/)
  })

  it('keeps the texts of two turns apart', () => {
    const { output, written } = screens(false)
    for (const event of [turn(1), text('one'), begin, end, turn(2), text('two')])
      output.event(event)
    output.end(undefined)
    expect(written.out).toBe('one\n\ntwo\n')
  })

  it('writes nothing over a question, and knows how long what happened meanwhile took', async () => {
    const { output, written } = screens(true)
    const resume = output.pause()
    output.event(begin)
    await new Promise((resolve) => setTimeout(resolve, 120))
    output.event(end)
    output.event(text('meanwhile'))
    expect(written).toEqual({ out: '', err: '' })
    resume()
    expect(plain(written.err)).toMatch(/ · 1\d\d ms\n$/)
    expect(written.out).toBe('meanwhile')
    expect(written.err).toContain('shell npm test')
    output.end(undefined)
  })
})
