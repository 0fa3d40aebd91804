import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { explainPermission } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

it.each([
  ['mcp_docs_find', undefined, 'ask', 'mcpServers.docs.approval: ask mcp(docs/**)'],
  ['mcp_docs_tidy_up', undefined, 'deny', 'deny mcp(docs/tidy_up)'],
  ['mcp', 'docs/tidy_up', 'deny', 'deny mcp(docs/tidy_up)'],
  ['mcp_other_find', undefined, 'allow', 'mode bypassPermissions'],
])('a tool of a server is explained by its name: %s', async (tool, target, decision, rule) => {
  await here.user({
    mcpServers: { docs: { command: 'serve', approval: 'ask' } },
    permissions: { deny: ['mcp(docs/tidy_up)'] },
  })
  const place = { cwd: here.folder, home: here.home, permissionMode: 'bypassPermissions' }
  const { verdict } = await explainPermission({ tool, ...(target && { target }) }, place)
  expect(verdict).toMatchObject({ decision, rule: expect.stringContaining(rule) })
})
