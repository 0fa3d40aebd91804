import { expect, it } from 'vitest'
import { help } from './help.ts'

it('the overview is short, and names every command once', () => {
  const page = help(['--help']) ?? ''
  expect(page.split('\n').length).toBeLessThan(45)
  for (const name of ['run', 'doctor', 'sessions …', 'mcp …', 'completion'])
    expect(page.match(new RegExp(`^ {2}${name} `, 'gm'))).toHaveLength(1)
  expect(help(['help'])).toBe(page)
  expect(help([])).toBe(page)
  expect(help(['help', 'version'])).toBe(page)
})

it.each([
  [['sessions', '--help'], 'harness sessions export ID'],
  [['sessions', '--json', 'list', '-h'], 'harness sessions list'],
  [['help', 'sessions', 'export'], 'markdown | json | jsonl'],
  [['mcp', 'add', 'docs', '--help'], '--pass-env NAME'],
  [['fix it', '--help'], '--max-turns'],
  [['--model', 'x', '--help'], '--max-turns'],
  [['start', '--help'], 'harness demo'],
])('%j is answered by its page', (args, says) => {
  expect(help(args)).toContain(says)
})

it.each([[['help', 'nonsense']], [['help', 'sessions', 'nonsense']]])('%j has no page', (args) => {
  expect(help(args)).toBeUndefined()
})
