import type { StreamEvent } from '@harness/kernel'
import { describe, expect, it } from 'vitest'
import { TextOutput } from './text-output.ts'

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

function screens(isTTY: boolean) {
  const written = { out: '', err: '' }
  const screen = (name: 'out' | 'err') => ({
    isTTY,
    columns: 60,
    write: (words: string) => void (written[name] += words),
  })
  const output = new TextOutput({ out: screen('out'), err: screen('err') })
  return { output, written }
}

describe('text output', () => {
  it('lets no escape code of a model reach a terminal', () => {
    const { output, written } = screens(true)
    output.event(text('before \u{1b}]0;title\u{7}\u{1b}[31mred\u{9b}2J\u{202e} after'))
    output.event(begin)
    output.event(end)
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
    output.event(end)
    written.err = ''
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

  it('shows what a subagent does, and leaves what it says to its parent', () => {
    const { output, written } = screens(true)
    const child = { sessionId: 's.7' }
    for (const event of [turn(1), begin, { ...begin, ...child, input: { pattern: 'deep' } }]) {
      output.event(event)
    }
    output.event({ ...text('for the parent'), ...child })
    output.event({ ...end, ...child })
    output.event(end)
    output.end(undefined)
    expect(written.out).not.toContain('for the parent')
    expect(written.err).toContain('↳ shell deep')
    expect(written.err).toContain('shell npm test')
  })

  it('keeps the texts of two turns apart', () => {
    const { output, written } = screens(false)
    for (const event of [turn(1), text('one'), begin, end, turn(2), text('two')])
      output.event(event)
    output.end(undefined)
    expect(written.out).toBe('one\n\ntwo\n')
  })

  it('writes nothing over a question', () => {
    const { output, written } = screens(true)
    output.event(begin)
    const resume = output.pause()
    written.err = ''
    output.event(end)
    output.event(text('meanwhile'))
    expect(written).toEqual({ out: '', err: '' })
    resume()
    expect(written.out).toBe('meanwhile')
    expect(written.err).toContain('shell npm test')
    output.end(undefined)
  })
})
