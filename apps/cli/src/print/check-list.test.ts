import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { checkList } from './check-list.ts'

const checks = [
  { name: 'node', status: 'ok', found: 'v24' },
  {
    name: 'permissions',
    status: 'warn',
    found: 'config.jsonc:1: allow Bash(git *) speaks of no tool:\nthere is no \u001b[31mBash',
    fix: 'write shell, which is what the tool is called here',
  },
] as const

it('as wide as the terminal', () => {
  const screen = { isTTY: true, columns: 44, write: () => undefined }
  expect(stripVTControlCharacters(checkList(checks, screen))).toBe(`✓ node        v24
! permissions config.jsonc:1: allow Bash(git
              *) speaks of no tool:
              there is no Bash
              → write shell, which is what
                the tool is called here

A run can begin: harness "task", or harness demo.
`)
})

it('elsewhere a line each, for those that look for one', () => {
  const text = checkList([{ ...checks[1], status: 'fail' }], { write: () => undefined })
  expect(text).toContain('\n              → write shell, which is what the tool is called here\n')
  expect(text).toContain('✗ permissions config.jsonc')
  expect(text).toContain('Something keeps a run from beginning')
})
