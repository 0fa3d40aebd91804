import { describe, expect, it } from 'vitest'
import { examined, type Machine } from '../__fixtures__/machine.ts'
import { each, type Look } from '../__fixtures__/misconfigured.ts'
import { checkConfig } from './check-config.ts'
import { checkFileNames } from './check-file-names.ts'
import { checkModes } from './check-modes.ts'
import { checkRules } from './check-rules.ts'

const project = '{"permissions": {"allow": ["edit"]}}'
describe('configuration', () => {
  const user = (text: string): Machine => ({ config: text })
  const schema = 'harness config --schema'
  each(checkConfig, [
    ['that is no JSON', user('{"model": '), 'fail', 'config', 'config.jsonc:1:11', schema],
    [
      'with an unknown key',
      user('{"modle": "x"}'),
      'fail',
      'config',
      'Did you mean model?',
      schema,
    ],
    [
      'with an unknown mode',
      user('{"permissions":{"mode":"askk"}}'),
      'fail',
      'config',
      'askk',
      schema,
    ],
    [
      'with a secret in it',
      user('{"providers":{"openai":{"apiKey":"sk-planted"}}}'),
      'fail',
      'config',
      'A secret is not written down',
      schema,
    ],
    [
      'with a rule that is none',
      user('{"permissions":{"allow":["edit()"]}}'),
      'fail',
      'config',
      'empty pattern',
      schema,
    ],
    [
      'of an unknown provider',
      user('{"providers":{"opnai":{}}}'),
      'fail',
      'config',
      'Did you mean openai?',
      schema,
    ],
    [
      'that is not UTF-8',
      { files: { 'home/config.jsonc': new Uint8Array([255, 254]) } },
      'fail',
      'config',
      'not UTF-8',
      schema,
    ],
    [
      'in a variable',
      { env: { HARNESS_CONFIG_CONTENT: '{' } },
      'fail',
      'config',
      'HARNESS_CONFIG_CONTENT:1',
      schema,
    ],
    [
      'that was named and is not there',
      { options: { config: '/no/file' } },
      'fail',
      'config',
      'no such file',
      schema,
    ],
    [
      'of a folder nobody trusts',
      { files: { 'work/.harness/config.jsonc': project } },
      'warn',
      'config',
      'not trusted',
      'harness trust',
    ],
    [
      'of servers nobody trusts',
      { files: { 'work/.mcp.json': '{}' } },
      'warn',
      'config',
      '.mcp.json: left out',
      'harness trust',
    ],
    [
      'with trust that cannot be read',
      { files: { 'home/trust.json': 'x', 'work/.harness/config.jsonc': project } },
      'fail',
      'config',
      'trust.json cannot be read',
      'harness trust',
    ],
    [
      'with servers for other programs',
      { files: { 'work/.mcp.json': { mcpServers: { a: { type: 'ws' } } } }, trusted: true },
      'warn',
      'config',
      'its type ws is not known',
      'take it out',
    ],
  ])

  it('that changed since it was trusted', async () => {
    const { writeFile } = await import('node:fs/promises')
    const { groundOf } = await import('./ground.ts')
    const look: Look = async ({ options }) => {
      await writeFile(`${options.cwd}/.harness/config.jsonc`, '{}')
      return checkConfig(await groundOf(options))
    }
    const machine = { files: { 'work/.harness/config.jsonc': project }, trusted: true }
    expect(await examined(look, machine)).toMatchObject([
      {
        status: 'warn',
        found: expect.stringContaining('changed since'),
        fix: expect.stringContaining('harness trust'),
      },
    ])
  })

  describe('by another name', () => {
    each(checkFileNames, [
      [
        'JSON',
        { files: { 'home/config.json': '{}' } },
        'warn',
        'config',
        'config.json is read by nobody',
        'mv ~/home/config.json ~/home/config.jsonc',
      ],
      [
        'YAML',
        { files: { 'work/.harness/config.yaml': '' } },
        'warn',
        'config',
        'config.yaml',
        'config.jsonc',
      ],
      [
        'one agent',
        { files: { 'work/.harness/agent/a.md': '' } },
        'warn',
        'config',
        '.harness/agent is',
        '.harness/agents',
      ],
      [
        'without its dot',
        { files: { 'work/mcp.json': '{}' } },
        'warn',
        'config',
        'mcp.json',
        '~/work/.mcp.json',
      ],
      [
        'for everywhere',
        { files: { 'home/.mcp.json': '{}' } },
        'warn',
        'config',
        'home/.mcp.json',
        'mcpServers of config.jsonc',
      ],
    ])
    it('has no row where there is none', async () =>
      expect(await examined(checkFileNames)).toEqual([]))
  })
})

describe('permissions', () => {
  const mode = (one: 'auto' | 'bypassPermissions' | 'plan', rest = {}): Machine => ({
    config: { permissions: { mode: one }, ...rest },
  })
  each(checkModes, [
    [
      'ask nobody',
      mode('bypassPermissions'),
      'warn',
      'permissions',
      'nobody is asked',
      '--permission-mode',
    ],
    ['change nothing', mode('plan'), 'info', 'permissions', 'mode is plan', 'take it out'],
    [
      'run nothing',
      mode('auto', { sandbox: { enabled: false } }),
      'warn',
      'permissions',
      'commands are denied',
      'acceptEdits',
    ],
  ])
  each(checkRules, [
    [
      'of no tool',
      { config: { permissions: { allow: ['Bash(ls)'] } } },
      'warn',
      'permissions',
      'config.jsonc:1: allow Bash(ls)',
      'write shell',
    ],
    [
      'of a server elsewhere',
      { config: { permissions: { deny: ['mcp(x/*)'] } } },
      'info',
      'permissions',
      'server x',
      'harness mcp list',
    ],
    [
      'that enable no tool',
      { config: { tools: { enabled: ['raed_file'] } } },
      'warn',
      'tools',
      'tools.enabled: raed_file',
      'write read_file',
    ],
  ])
  it('as most have them have no row', async () =>
    expect(
      await examined(checkRules, {
        config: {
          permissions: { allow: ['shell(npm test)'], allowWrite: ['src/**'], allowShell: true },
        },
      }),
    ).toEqual([]))
})
