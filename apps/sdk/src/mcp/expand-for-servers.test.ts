import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { garden } from '../__fixtures__/garden.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

describe('what a person names', () => {
  const prompted = async (prompt: string) => {
    const run = await here.ask({ prompt, options: { mcpServers: { garden } } })
    const said = run.requests[0]?.body.messages.findLast(({ role }) => role === 'user')
    return { said: String(said?.content), notices: run.notices }
  }

  it('is a prompt of a server, with words for its arguments', async () => {
    const { said } = await prompted('/mcp_garden_tend ivy with great care')
    expect(said).toContain('Tend {"plant":"ivy","how":"with great care"}')
  })

  it.each([
    ['/mcp_garden_tend', 'needs plant'],
    ['/mcp_garden_mow', 'There is no prompt mow. There are: tend.'],
    ['/mcp_meadow_mow', 'There is no MCP server meadow'],
    ['See @garden:nowhere://', undefined],
    ['Mail me@garden:garden://beds', undefined],
  ])('stays as it is where it cannot be had: %s', async (prompt, notice) => {
    const { said, notices } = await prompted(prompt)
    expect(said).toContain(prompt)
    if (notice !== undefined) expect(notices).toEqual([expect.stringContaining(notice)])
  })

  it('is a resource of a server, which stands behind the words', async () => {
    const { said } = await prompted('What grows in @garden:garden://beds, and why?')
    expect(said).toContain('@garden:garden://beds, and why?')
    expect(said).toContain('[resource garden://beds]\nall of garden://beds')
  })

  it('says on a line of its own what becomes of the prompt, behind what a server wrote', async () => {
    const broken = {
      command: 'node',
      args: ['-e', 'console.error("no database"); process.exit(3)'],
    }
    const { notices } = await here.ask({
      prompt: '/mcp_broken_tend ivy',
      options: { mcpServers: { broken } },
    })
    expect(notices.at(-1)).toMatch(/no database\nThe prompt goes to the model as it is\.$/u)
  })

  it('is read once, and is told of where there is no server at all', async () => {
    const twice = await prompted('@garden:garden://beds (@garden:garden://beds)')
    expect(twice.said.split('all of garden://beds')).toHaveLength(2)
    const { notices, requests } = await here.ask({ prompt: '/mcp_garden_tend ivy' })
    expect(notices).toEqual([expect.stringContaining('There is no MCP server')])
    expect(JSON.stringify(requests[0]?.body.messages)).toContain('/mcp_garden_tend ivy')
  })
})
