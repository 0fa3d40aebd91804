import { describe, expect, it } from 'vitest'
import type { Ask } from '../../drive/ask.ts'
import { answerOf } from './answer-of.ts'
import { formOf } from './form-of.ts'

const ask = (changes: Partial<Ask> = {}): Ask => ({
  sessionId: 's',
  callId: '1.0',
  tool: 'shell',
  input: { command: 'make' },
  preview: 'make',
  reason: null,
  suggestions: ['shell(make)'],
  places: [
    { layer: 'session', path: null },
    { layer: 'user', path: '/home/me/config.jsonc' },
  ],
  question: null,
  agent: null,
  signal: new AbortController().signal,
  ...changes,
})

const accept = (content: unknown) => ({ action: 'accept', content })
const decisionsOf = (one: Ask) => JSON.stringify(formOf(one).requestedSchema.properties['decision'])

describe('a permission', () => {
  it('is given only by what is plainly a yes', () => {
    const yes = [
      accept({ decision: 'allow once' }),
      accept({ decision: 'allow once', reason: 'whatever' }),
    ]
    for (const each of yes) expect(answerOf(ask(), each)).toEqual({ decision: 'allow' })
    const no = [
      undefined,
      null,
      'accept',
      {},
      { action: 'accept' },
      { action: 'Accept', content: { decision: 'allow once' } },
      { action: 'decline', content: { decision: 'allow once' } },
      { action: 'cancel', content: { decision: 'allow once' } },
      accept({}),
      accept({ decision: true }),
      accept({ decision: 'allow' }),
      accept({ decision: ['allow once'] }),
      accept({ decision: 'allow once', reason: 7 }),
      accept({ decision: 'deny' }),
    ]
    for (const each of no) expect(answerOf(ask(), each)).toMatchObject({ decision: 'deny' })
  })

  it('is given for longer than once only where that was offered, and never beyond the session', () => {
    const always = accept({ decision: 'allow in this session' })
    expect(answerOf(ask(), always)).toEqual({ decision: 'allow', always: 'session' })
    const others = [
      ask({ suggestions: [], places: [] }),
      ask({ places: [{ layer: 'user', path: '/x' }] }),
      ask({ preview: 'x'.repeat(20_000) }),
    ]
    for (const one of others) {
      expect(decisionsOf(one)).not.toContain('session')
      expect(answerOf(one, always)).toEqual({ decision: 'allow' })
    }
    expect(decisionsOf(ask())).toContain('allow in this session')
    expect(formOf(ask()).message).toContain('"allow in this session" means: shell(make)')
  })

  it('is asked with what will happen, bounded, and nothing in it that acts', () => {
    const { message } = formOf(
      ask({ preview: `\u{1b}[2J${'x'.repeat(50_000)}`, agent: '\u{202E}explore', tool: 'a\nb' }),
    )
    expect(message.length).toBeLessThan(20_000)
    expect(message).toMatch(/^The subagent \\u\{202E\}explore of session s wants to use a b\./)
    expect(message).toContain('\\u{1B}[2J')
    expect(message).toContain('characters are not shown here')
  })
})

describe('a question', () => {
  const question = { text: 'Which?', choices: ['red', 'red ', 'x\u{202E}y'] }
  const asked = ask({ question, suggestions: [], places: [] })

  it('is answered by a choice as the model wrote it, or in other words', () => {
    expect(formOf(asked).requestedSchema.properties['choice']).toMatchObject({
      enum: ['1. red', '2. red', '3. x\\u{202E}y'],
    })
    const answers = [
      [{ choice: '2. red' }, 'red '],
      [{ choice: '3. x\\u{202E}y' }, 'x\u{202E}y'],
      [{ choice: '1. red', answer: 'green' }, 'green'],
      [{ answer: 'green' }, 'green'],
    ] as const
    for (const [content, answer] of answers)
      expect(answerOf(asked, accept(content))).toEqual({ decision: 'allow', answer })
  })

  it('is not answered by nothing, or by a choice that there is not', () => {
    for (const content of [
      {},
      { answer: ' ' },
      { choice: 'red' },
      { choice: '4. x' },
      { answer: 1 },
    ])
      expect(answerOf(asked, accept(content))).toMatchObject({ decision: 'deny' })
    expect(answerOf(asked, { action: 'decline' })).toMatchObject({ decision: 'deny' })
  })
})
