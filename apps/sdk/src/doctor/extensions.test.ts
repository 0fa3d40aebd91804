import { describe, expect, it } from 'vitest'
import { examined, type Machine } from '../__fixtures__/machine.ts'
import { each } from '../__fixtures__/misconfigured.ts'
import { checkHooks } from './check-hooks.ts'
import { checkServers } from './check-servers.ts'
import { checkTexts } from './check-texts.ts'

const hook = (event: 'PreToolUse' | 'Stop', command: string, matcher?: string): Machine => ({
  config: {
    hooks: { [event]: [{ ...(matcher && { matcher }), hooks: [{ type: 'command', command }] }] },
  },
})
const server = (settings: object): Machine => ({
  config: JSON.stringify({ mcpServers: { docs: settings } }),
})

describe('hooks', () => {
  each(checkHooks, [
    [
      'of a program that is missing',
      hook('PreToolUse', 'no-such-program -x'),
      'warn',
      'hooks',
      'no-such-program is not there on PATH, and each call',
      'install no-such-program',
    ],
    [
      'of a file that is missing',
      hook('Stop', './gone.sh'),
      'warn',
      'hooks',
      './gone.sh is not there',
      'correct the path',
    ],
    [
      'of a script that is missing',
      hook('Stop', 'node gone.js'),
      'warn',
      'hooks',
      'told to run gone.js',
      'hooks run in ~/work',
    ],
    [
      'of tools there are not',
      hook('PreToolUse', 'true', 'Bsh|edit'),
      'warn',
      'hooks',
      'the matcher Bsh',
      'write shell',
    ],
    [
      'of a file that may not be executed',
      { ...hook('Stop', '"$CLAUDE_PROJECT_DIR"/check.sh'), files: { 'work/check.sh': '' } },
      'warn',
      'hooks',
      'check.sh may not be executed',
      'chmod +x ~/work/check.sh',
    ],
  ])
  it('that may be fine have no row', async () =>
    expect(
      await examined(checkHooks, hook('PreToolUse', 'if true; then x; fi', 'Bash|Edit')),
    ).toEqual([]))
})

describe('servers', () => {
  each(checkServers, [
    [
      'of a program that is missing',
      server({ command: 'no-such-program' }),
      'warn',
      'mcp',
      'docs: its program no-such-program',
      'install no-such-program',
    ],
    ['of a line', server({ command: 'npx -y some' }), 'warn', 'mcp', 'has spaces in it', 'args'],
    [
      'of a script that is missing',
      server({ command: 'node', args: ['gone.js'] }),
      'warn',
      'mcp',
      '~/work/gone.js',
      'correct args',
    ],
    [
      'in a folder that is missing',
      server({ command: 'node', cwd: 'gone' }),
      'warn',
      'mcp',
      'cwd ~/work/gone',
      'correct cwd',
    ],
    [
      'with a variable that is not set',
      server({ command: 'node', args: ['${NOT_THERE}'] }),
      'warn',
      'mcp',
      'NOT_THERE, which is not set',
      '${NAME:-otherwise}',
    ],
    [
      'given a variable that is not set',
      server({ command: 'node', passEnv: ['NOT_THERE'] }),
      'warn',
      'mcp',
      'passEnv names NOT_THERE',
      'set NOT_THERE',
    ],
    [
      'that is asked in the open',
      server({ url: 'http://docs.example/mcp' }),
      'warn',
      'mcp',
      'asked by http',
      'https://',
    ],
    [
      'that is logged in at by nothing',
      server({
        url: 'https://docs.example/mcp',
        oauth: { clientId: 'me', clientSecretEnv: 'NOT_THERE', issuer: 'https://docs.example' },
      }),
      'warn',
      'mcp',
      'logs in by NOT_THERE',
      'set NOT_THERE',
    ],
    [
      'whose logins are no file of logins',
      { ...server({ command: 'node' }), files: { 'home/mcp-logins.json': 'x' } },
      'warn',
      'mcp',
      'mcp-logins.json is no file of logins',
      'harness mcp login',
    ],
  ])
  it('of nobody have no row', async () => expect(await examined(checkServers)).toEqual([]))
})

describe('texts', () => {
  const skill = '---\nname: tidy\n---\nTidy up.'
  each(checkTexts, [
    [
      'that are too long',
      { files: { 'work/AGENTS.md': 'word\n'.repeat(10_000) } },
      'warn',
      'AGENTS.md',
      'has 50000 bytes',
      'no model sees',
    ],
    [
      'that are not UTF-8',
      { files: { 'work/AGENTS.md': new Uint8Array([255, 254]) } },
      'warn',
      'AGENTS.md',
      'not UTF-8',
      'mend the file',
    ],
    [
      'of a skill without a use',
      { files: { 'work/.harness/skills/tidy/SKILL.md': skill } },
      'warn',
      'skills',
      'description',
      'harness skills validate',
    ],
    [
      'of an agent without a use',
      { files: { 'work/.harness/agents/a.md': 'x' } },
      'warn',
      'agents',
      'a.md:1: description',
      'mend the file',
    ],
    [
      'of a command that is no YAML',
      { files: { 'home/commands/a.md': '---\n: [\n---\n' } },
      'warn',
      'commands',
      'a.md:2',
      'until then',
    ],
    [
      'of an agent whose model has no key',
      { files: { 'home/agents/a.md': '---\nname: a\ndescription: d\nmodel: groq/x\n---\n' } },
      'warn',
      'agents',
      'The agent a: Groq needs a key',
      'mend the file',
    ],
  ])
  it('of nobody have no row', async () => expect(await examined(checkTexts)).toEqual([]))
})
