import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  answersOf,
  errorsOf,
  garden,
  gardenGround,
  program,
  toolsIn,
  type GardenGround,
} from '../__fixtures__/garden.ts'

let here: GardenGround
beforeEach(async () => {
  here = await gardenGround()
})
afterEach(() => here.remove())

describe('a tool that is declared', () => {
  const water = { description: 'Waters.', server: 'garden', tool: 'plant' }

  it('starts its server by its first call, where that is lazy', async () => {
    const mark = join(here.root, 'started')
    const marked =
      'require("node:fs").appendFileSync(process.env.MARK, "x"); import(process.argv[1])'
    const lazy = {
      command: process.execPath,
      args: ['-e', marked, program],
      env: { MARK: mark, DIARY: here.diary },
      lazy: true,
    }
    const options = {
      mcpServers: { garden: lazy },
      configOverrides: { mcpTools: { water } },
      allowedTools: ['mcp(garden/*)', 'water'],
    }
    const idle = await here.ask({ options })
    expect(toolsIn(idle).filter((name) => /water|garden/.test(name))).toEqual([
      'water',
      'mcp_garden_status',
    ])
    await expect(readFile(mark)).rejects.toThrow('ENOENT')
    const run = await here.ask({ options, calls: [['water', { what: 'ivy' }]] })
    expect(answersOf(run)).toEqual(['planted ivy'])
    expect(await here.noted()).toEqual(['plant ivy'])
  })

  it('is asked about as others of its server are, by that one’s own name of it', async () => {
    const options = {
      mcpServers: { garden: { ...garden, env: { DIARY: here.diary } } },
      configOverrides: { mcpTools: { water } },
    }
    const uses = [['water', { what: 'ivy' }]] as const
    const alone = await here.ask({ options, calls: uses })
    expect(alone.result?.denied).toHaveLength(1)
    const denied = await here.ask({
      calls: uses,
      options: { ...options, permissionMode: 'trust', disallowedTools: ['mcp(garden/plant)'] },
    })
    expect(denied.result?.denied).toHaveLength(1)
    expect(await here.noted()).toEqual([])
  })

  it('whose server is not there says so', async () => {
    const run = await here.ask({
      calls: [['water', {}]],
      options: { configOverrides: { mcpTools: { water } } },
    })
    expect(errorsOf(run)).toEqual([
      expect.stringContaining('garden is not among those of this run'),
    ])
  })
})
