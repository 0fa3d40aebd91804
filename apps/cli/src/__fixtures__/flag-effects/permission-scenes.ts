import { mkdir, writeFile } from 'node:fs/promises'
import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { calling, type Ran, type Scene } from './scene.ts'

const plan = ({ plan: written }: Ran) => written
const writing = calling(['write_file', { path: 'plan.txt', content: 'dig' }])
const sandboxed = ({ logs, stderr }: Ran) =>
  logs.some((log) => log.includes('"sandbox":true')) || stderr.includes('no sandbox')
const ownNetwork = process.platform === 'linux' ? readlinkSync('/proc/self/ns/net') : ''
const probes = 'readlink /proc/self/ns/net; echo x >.git/probe && echo committed'
/** What the command said to the model. */
const printed = ({ requests }: Ran) =>
  JSON.stringify(requests.at(-1)?.body.messages.filter(({ role }) => role === 'tool'))

export const permissionScenes: Record<string, Scene> = {
  'what is asked about': {
    areApart: true,
    answers: writing,
    rows: {
      'permission-mode': {
        args: () => ['--permission-mode', 'acceptEdits'],
        seen: plan,
        to: 'dig',
      },
      'allow-write': { args: () => ['--allow-write'], seen: plan, to: 'dig' },
      'allowed-tools': { args: () => ['--allowed-tools', 'edit(plan.*)'], seen: plan, to: 'dig' },
    },
  },

  'what is allowed': {
    base: () => ['--permission-mode', 'trust'],
    answers: writing,
    rows: {
      'disallowed-tools': {
        args: () => ['--disallowed-tools', 'edit(plan.*)'],
        seen: plan,
        to: undefined,
        otherwise: 'dig',
      },
    },
  },

  'a person who is a program': {
    base: () => ['--input-format', 'stream-json'],
    stdin: '{"type":"prompt","text":"Write the plan."}\n',
    answers: writing,
    rows: {
      'approval-mode': {
        args: () => ['--approval-mode', 'ask'],
        seen: ({ stdout }) => stdout.includes('"permission.ask"'),
        to: true,
      },
    },
  },

  'whether there is a sandbox': {
    base: () => ['--permission-mode', 'bypassPermissions'],
    answers: calling(['shell', { command: 'true' }]),
    rows: { sandbox: { args: () => ['--sandbox', 'on'], seen: sandboxed, to: true } },
  },
}

/** Where there is a sandbox. */
export const sandboxScene: Scene = {
  base: () => ['--permission-mode', 'bypassPermissions', '--sandbox', 'on'],
  prepare: async ({ workspace }) => {
    await mkdir(join(workspace, '.git'))
    await writeFile(join(workspace, '.git', 'HEAD'), 'ref: refs/heads/main\n')
  },
  answers: calling(['shell', { command: probes }]),
  rows: {
    'sandbox-network': {
      args: () => ['--sandbox-network'],
      seen: (ran) => printed(ran).includes(ownNetwork),
      to: true,
    },
    'sandbox-commits': {
      args: () => ['--sandbox-commits'],
      seen: (ran) => printed(ran).includes('committed'),
      to: true,
    },
  },
}
