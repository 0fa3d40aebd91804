import { stripVTControlCharacters } from 'node:util'
import type { ListedSession } from '@harness/sdk'
import { afterEach, expect, it, vi } from 'vitest'
import type { Screen } from './screen.ts'
import { sessionTable } from './session-table.ts'

const screen = (isTTY: boolean, columns = 64): Screen => ({ isTTY, columns, write: () => true })
const now = Date.now()
const sessions: ListedSession[] = [
  {
    id: 'first',
    title: 'Mend the\u001b[31m parser, which reads what nobody wrote and says so too late',
    workspace: '/work',
    createdAt: now,
    updatedAt: now - 5 * 60_000,
    events: 9,
    lastRun: 'done',
    model: 'openai/gpt',
    turns: 12,
    cost: 0.234,
  },
  { id: 'the-second', createdAt: now, updatedAt: now, events: 1, damaged: true },
]

it('in a pipe each is one line, whole and aligned', () => {
  expect(sessionTable(sessions, { all: false, screen: screen(false) })).toBe(
    'first       5 min ago  done     12 turns  $0.23  openai/gpt  Mend the parser, which reads what nobody wrote and says so too late\n' +
      'the-second        now  damaged\n',
  )
})

it('on a terminal the title comes first, cut to its width, and the rest below', () => {
  const [title = '', facts = '', folder = ''] = sessionTable(sessions, {
    all: true,
    screen: screen(true),
  }).split('\n')
  expect(stripVTControlCharacters(title)).toMatch(/^Mend the parser.*…$/)
  expect(stripVTControlCharacters(title).length).toBe(63)
  expect(stripVTControlCharacters(facts)).toBe(
    '  first       5 min ago  done     12 turns  $0.23  openai/gpt',
  )
  expect(stripVTControlCharacters(folder)).toBe('  /work')
})

afterEach(() => vi.unstubAllEnvs())

it('what was searched for is shown where it stands, as it is and not as a pattern', () => {
  const [first] = sessions
  const found = [{ ...first!, match: { seq: 3, text: 'costs $0.20 (about)' } }]
  const row = sessionTable(found, { all: false, words: '$0.20 (about)', screen: screen(false) })
  expect(row.split('\n')[1]).toBe('    costs $0.20 (about)')
  vi.stubEnv('TERM', 'xterm')
  vi.stubEnv('NO_COLOR', '')
  const shown = sessionTable(found, { all: false, words: '$0.20', screen: screen(true) })
  expect(shown).toContain('costs \u001b[33m$0.20\u001b[39m (about)')
})

it('shows no secret of a title, and a model of any length in one width', () => {
  const title = 'Use ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'
  const odd = [{ ...sessions[0]!, title, model: 'm'.repeat(500) }]
  const row = sessionTable(odd, { all: false, screen: screen(false) })
  expect(row).not.toContain('ghp_A1b')
  expect(row.length).toBeLessThan(160)
})
