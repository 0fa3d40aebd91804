import { expect, it } from 'vitest'
import { gatherServers } from './gather-servers.ts'

it('variables are looked up wherever they stand, in what is open in the sandbox too', () => {
  const sandbox = { readable: ['${DATA}/seeds'], writable: ['${OTHER:-.}'] }
  const { walls, faults } = gatherServers(
    { garden: { command: 'grow', sandbox } },
    { DATA: '/data' },
  )
  expect(faults).toEqual([])
  expect(walls.get('garden')).toEqual({ readable: ['/data/seeds'], writable: ['.'] })
})

it('one whose variables make no address of its url is left out, and no value is said', () => {
  const env = { HOST: 'gopher://tk-5f2a9c71d0' }
  const { settings, faults } = gatherServers({ garden: { url: '${HOST}/mcp' } }, env)
  expect(settings).toEqual({})
  expect(faults).toEqual([
    expect.stringMatching(/^The MCP server garden is left out: .*url: Invalid URL/),
  ])
  expect(faults.join()).not.toContain('tk-5f2a9c71d0')
})

it('what is secret by its flag, its variable, its header or its look is told of', () => {
  const { secrets } = gatherServers(
    {
      program: {
        command: 'grow',
        args: ['--api-key', 'first-11111111', '--token=second-2222222', '--colour', 'ultramarine'],
        env: { API_TOKEN: 'third-33333333', BED: 'northernmost' },
      },
      address: {
        url: 'https://me:fourth-4444444@h.example/?token=fifth-55555555',
        headers: { authorization: 'Bearer sixth-66666666', accept: 'application/json' },
      },
    },
    {},
  )
  const numbered = ['first-11111111', 'second-2222222', 'third-33333333', 'fourth-4444444']
  expect(secrets.toSorted()).toEqual([...numbered, 'fifth-55555555', 'sixth-66666666'].toSorted())
})
