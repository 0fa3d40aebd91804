import { expect, it } from 'vitest'
import { HookSettings } from './hook-settings.ts'
import { matchesHook } from './matches-hook.ts'

it.each([
  ['', 'shell', true],
  ['*', 'shell', true],
  ['shell', 'shell', true],
  ['shell', 'shellfish', false],
  ['edit|write_file', 'write_file', true],
  ['edit|write_file', 'read_file', false],
  ['mcp__*', 'mcp__docs__find', true],
  ['mcp__.*', 'mcp__docs__find', true],
  ['.*', 'shell', true],
  ['mcp__docs__find', 'mcp_docs_find', true],
  ['mcp__docs', 'mcp_docs_find', true],
  ['mcp__my_docs__.*', 'mcp_my-docs_find_all', true],
  ['mcp__.*__write.*', 'mcp_docs_write_page', true],
  ['mcp__.*', 'mcp_docs_find', true],
  ['mcp__doc__.*', 'mcp_docs_find', false],
  ['Bash', 'shell', true],
  ['Edit|Write', 'write_file', true],
  ['Edit | Write', 'write_file', true],
  ['Edit', 'multi_edit', true],
  ['Edit', 'apply_patch', true],
  ['Write', 'apply_patch', true],
  ['Read', 'search', false],
  ['bash', 'shell', false],
])('%s speaks of %s: %s', (matcher, tool, expected) => {
  expect(matchesHook(matcher, tool)).toBe(expected)
})

it('takes no time in proportion to anything but its length', () => {
  const began = performance.now()
  expect(matchesHook(`${'*a'.repeat(200)}b`, 'a'.repeat(2_000))).toBe(false)
  expect(performance.now() - began).toBeLessThan(1_000)
})

it.each(['(a+)+$', 'shell|', '^shell', 'a[b]'])('%s is no matcher', (matcher) => {
  const settings = { PreToolUse: [{ matcher, hooks: [] }] }
  expect(HookSettings.safeParse(settings).success).toBe(false)
})

it('an event that there is not is refused', () => {
  expect(HookSettings.safeParse({ PreToolUsed: [] }).success).toBe(false)
})
