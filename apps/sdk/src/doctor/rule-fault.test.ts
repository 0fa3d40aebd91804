import { parseRule } from '@harness/permissions'
import { expect, it } from 'vitest'
import { globFault, ruleFault } from './rule-fault.ts'

const known = { names: ['shell', 'edit', 'read_file', 'git_diff', 'ours'], servers: ['docs'] }
const rule = (text: string, decision: 'allow' | 'ask' | 'deny' = 'allow') =>
  parseRule(text, decision, `config.jsonc: ${decision}`)

it.each([
  ['Bash(git *)', 'there is no Bash', 'write shell'],
  ['Read', 'there is no Read', 'write read_file'],
  ['edti(src/**)', 'there is no edti', 'write edit'],
  ['jump_*', 'there is no jump_*', 'name one of shell'],
  ['shell(npm run:*)', ':* is none here', 'write "npm run *"'],
  ['edit(./src/**)', 'without ./', 'write src/**'],
  ['edit(~/x)', 'a ~ is none', 'whole path'],
  ['edit(../x/**)', 'no path has ..', 'whole path'],
  ['edit(src/)', 'no path ends with /', 'write src/**'],
  ['mcp(dcs/*)', 'MCP server dcs, which is not configured', 'there are docs'],
  ['mcp_dcs_find', 'MCP server that is not configured', 'harness mcp list'],
  ['mcp__dcs__find', 'MCP server that is not configured', 'harness mcp list'],
])('%s never speaks', (text, why, fix) => {
  expect(ruleFault(rule(text), [], known)).toMatchObject({
    why: expect.stringContaining(why),
    fix: expect.stringContaining(fix),
  })
})

it.each([
  'shell',
  'shell(git status *)',
  'edit(src/**)',
  'read_file(/etc/hosts)',
  'git_*',
  '*',
  'ours',
  'mcp',
  'mcp(docs/*)',
  'mcp(d*/find)',
  'mcp_docs_find',
  'mcp_docs_*',
  'mcp_*',
  'mcp__docs__find',
  'mcp__docs',
])('%s does', (text) => {
  expect(ruleFault(rule(text), [rule(text)], known)).toBeUndefined()
})

it.each([
  ['edit', 'allow', 'edit', 'deny'],
  ['edit(src/**)', 'allow', 'edit', 'deny'],
  ['shell(git push)', 'allow', 'shell(git push)', 'deny'],
  ['shell(git push)', 'allow', 'shell(git push)', 'ask'],
  ['shell(git push)', 'ask', '*', 'deny'],
] as const)('%s as %s has no say beside %s as %s', (text, decision, other, stronger) => {
  const rules = [rule(text, decision), rule(other, stronger)]
  expect(ruleFault(rules[0]!, rules, known)).toEqual({
    why: `has no say: ${stronger} of config.jsonc: ${stronger} speaks of the same and wins`,
    fix: 'take one of them out',
  })
  expect(ruleFault(rules[1]!, rules, known)).toBeUndefined()
})

it('a tool of a server that is not there may be meant for another folder', () => {
  expect(globFault('mcp_dcs_*', known)?.mayBeMeant).toBe(true)
  expect(globFault('mcp_dcs_*', { ...known, servers: [] })?.fix).toContain('none is configured')
  expect(globFault('raed_file', known)?.mayBeMeant).toBeUndefined()
})
