import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { memorySessions } from '@harness/kernel'
import type { Outcome } from '../configured.ts'
import { body, printed, type OptionEffects } from './option-effect.ts'

const createdIn = ({ events }: Outcome) => {
  const first = events[0]
  return first?.type === 'session.created' ? first.data.workspace : undefined
}

const isKeptIn = ({ result }: Outcome, home: string) =>
  existsSync(join(home, 'sessions', result?.sessionId ?? 'none', 'log.jsonl'))

/** A command that may run, and what it prints of a variable. */
const telling = (name: string) =>
  ({
    calls: [['shell', { command: `echo it is $${name}.` }]],
    beside: () => ({ permissionMode: 'bypassPermissions' }),
  }) as const

export const placeEffects: OptionEffects<'cwd' | 'env' | 'home' | 'store'> = {
  cwd: {
    gives: async (here) => {
      await here.write('elsewhere/note.txt', 'here')
      return join(here.root, 'elsewhere')
    },
    changes: (run, { root }) => [
      createdIn(run)?.replace(root, ''),
      run.system.includes(join(root, 'elsewhere')),
    ],
    to: ['/elsewhere', true],
  },
  env: [
    {
      gives: () => ({ NICKNAME: 'Puck' }),
      ...telling('NICKNAME'),
      changes: (run) => printed(run).includes('it is Puck.'),
      to: true,
    },
    {
      gives: () => ({ LANG: 'xx_XX.UTF-8' }),
      ...telling('LANG'),
      changes: (run) => printed(run).includes('it is xx_XX.UTF-8.'),
      to: true,
    },
    {
      gives: () => ({ MY_KEY: 'a-key-of-mine' }),
      beside: () => ({ apiKeyEnv: 'MY_KEY' }),
      changes: ({ requests }) => requests[0]?.authorization,
      to: 'Bearer a-key-of-mine',
    },
    {
      gives: () => ({ HARNESS_CONFIG_CONTENT: '{ "model": "mine/beta" }' }),
      changes: (run) => body(run)['model'],
      to: 'beta',
    },
  ],
  home: {
    gives: ({ root }) => join(root, 'another-home'),
    beside: ({ url }) => ({ store: 'files', baseUrl: url, model: 'zeta' }),
    changes: (run, { root }) => isKeptIn(run, join(root, 'another-home')),
    to: true,
  },
  store: [
    { gives: () => 'files', changes: (run, { home }) => isKeptIn(run, home), to: true },
    {
      gives: () => 'memory',
      changes: ({ result, events }) => [result?.reason, events],
      to: ['done', []],
    },
    {
      gives: () => kept,
      changes: ({ result }) => kept.reader(result?.sessionId ?? '').then(isThere, isNotThere),
      to: true,
    },
  ],
}

const kept = memorySessions()
const isThere = () => true
const isNotThere = () => false
