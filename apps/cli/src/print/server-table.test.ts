import type { ListedServer, TestedServer } from '@harness/sdk'
import { expect, it } from 'vitest'
import { serverReport } from './server-report.ts'
import { serverTable } from './server-table.ts'

const screen = { columns: 60, write: () => undefined }
const hostile = 'a\u001B[2Jb\u202Ec\nd'
const isUnsafe = (text: string) => text.includes('\u001B') || text.includes('\u202E')

const listed = (more: Partial<ListedServer> = {}): ListedServer => ({
  name: 'garden',
  server: { command: 'npx', args: ['-y', 'some server', 'x'.repeat(80)] },
  enabled: true,
  approval: 'inherit',
  trusted: false,
  sandbox: false,
  where: { layer: 'user', label: '/somewhere/config.jsonc', line: 3 },
  below: [],
  problem: null,
  ...more,
})

it('a server is told as it is typed, where it stands, and what it hides', () => {
  const below = [
    { where: { layer: 'project', label: '.mcp.json', line: 9 }, gives: ['cwd'], hidden: ['args'] },
  ]
  const problem =
    'The MCP server garden is left out: its settings name SOMETHING, which is not set.'
  const text = serverTable(
    { servers: [listed({ below, problem, enabled: false })], leftOut: [] },
    screen,
  )
  expect(text).toBe(
    [
      'garden (disabled)',
      `  npx -y 'some server' ${'x'.repeat(36)}…`,
      '  user /somewhere/config.jsonc:3',
      '  asks as the mode says, not trusted, no sandbox',
      '  hides args of project .mcp.json:9',
      '  with cwd of project .mcp.json:9',
      '  ! The MCP server garden is left out: its settings name',
      '    SOMETHING, which is not set.',
      '',
    ].join('\n'),
  )
})

it('nothing that a configuration or a server says moves the cursor', () => {
  const server = { command: hostile, env: { [hostile]: hostile }, cwd: hostile }
  const where = { layer: 'user', label: hostile }
  const below = [{ where, gives: [hostile], hidden: [hostile] }]
  const servers = [listed({ name: hostile, server, where, below, problem: hostile })]
  expect(isUnsafe(serverTable({ servers, leftOut: [] }, screen))).toBe(false)
  const tested: TestedServer = {
    name: hostile,
    state: 'failed',
    info: { name: hostile, version: hostile },
    trusted: false,
    sandbox: true,
    tools: [{ name: hostile, counts: 'writes' }],
    resources: [hostile],
    prompts: [hostile],
    faults: [{ level: 'error', message: hostile, stderr: hostile }],
  }
  expect(isUnsafe(serverReport([tested], screen))).toBe(false)
})
