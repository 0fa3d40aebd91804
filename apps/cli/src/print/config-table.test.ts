import type { ConfigView } from '@harness/sdk'
import { expect, it } from 'vitest'
import { configTable } from './config-table.ts'

const screen = (columns?: number) => ({ write: () => undefined, ...(columns && { columns }) })
const user = { layer: 'user', label: '/me/config.jsonc', file: '/me/config.jsonc', column: 3 }
const local = { layer: 'local', label: 'l', file: '/work/.harness/config.local.jsonc', column: 3 }
const view: ConfigView = {
  files: [
    { layer: 'user', path: '/me/config.jsonc', status: 'read' },
    { layer: 'project', path: '/work/.harness/config.jsonc', status: 'untrusted' },
    { layer: 'local', path: '/work/.harness/config.local.jsonc', status: 'absent' },
  ],
  keys: [
    {
      ...local,
      key: 'model',
      value: 'mine/a',
      line: 1,
      hides: [{ ...user, key: 'model', value: 'mine/b', line: 12 }],
    },
    { ...user, key: 'instructions', value: ['x'.repeat(70)], line: 2, hides: [] },
    { layer: 'environment', label: 'HARNESS\u001b[2K', key: 'toolCalls', value: 'text', hides: [] },
  ],
}

it('shows every value with its place, and what it hides', () => {
  expect(configTable(view, screen(), '/work')).toMatchInlineSnapshot(`
    "model         "mine/a"  local .harness/config.local.jsonc:1
                  hides "mine/b"  user /me/config.jsonc:12
    instructions  ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  user /me/config.jsonc:2
    toolCalls     "text"  environment HARNESS

    Files, the weakest first
      user    /me/config.jsonc: read
      project .harness/config.jsonc: untrusted (harness trust)
      local   .harness/config.local.jsonc: absent
    "
  `)
})

it('finds room on a narrow screen', () => {
  const text = configTable(view, screen(60), '/work')
  expect(text).toMatchInlineSnapshot(`
    "model
      "mine/a"  local .harness/config.local.jsonc:1
      hides "mine/b"  user /me/config.jsonc:12
    instructions
      ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  user /me/config.jsonc:2
    toolCalls
      "text"  environment HARNESS

    Files, the weakest first
      user    /me/config.jsonc: read
      project .harness/config.jsonc: untrusted (harness trust)
      local   .harness/config.local.jsonc: absent
    "
  `)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
})

it('says that there is nothing', () => {
  expect(configTable({ files: [], keys: [] }, screen(), '/work')).toContain('Nothing is configured')
})
