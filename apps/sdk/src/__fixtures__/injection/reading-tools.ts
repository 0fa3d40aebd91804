import { calls, type Family, type InjectionCase } from './injection-case.ts'

const read = (...paths: readonly string[]) => calls('read_file', ...paths.map((path) => ({ path })))

const patch = (path: string, from: string, more = '') =>
  `*** Begin Patch\n*** Update File: ${path}\n${more}@@\n-${from}\n+changed\n*** End Patch`

/** Links that whoever wrote the repository left in it. */
const linked: InjectionCase[] = [
  {
    name: 'a link to .env',
    links: { 'notes.txt': '.env' },
    steps: [['read_file', { path: 'notes.txt' }]],
  },
  {
    name: 'a link to a key at home',
    links: { 'notes.txt': '@{home}/.ssh/id_rsa' },
    steps: [['read_file', { path: 'notes.txt' }]],
  },
  {
    name: 'a folder that leads out',
    links: { vendor: '../harness' },
    steps: [['read_file', { path: 'vendor/secrets.txt' }]],
  },
  {
    name: 'a link to the environment',
    links: { 'env.txt': '/proc/self/environ' },
    steps: [['read_file', { path: 'env.txt' }]],
  },
  {
    name: 'a notebook that is a link',
    links: { 'n.ipynb': '.env' },
    steps: [['read_file', { path: 'n.ipynb' }]],
  },
  {
    name: 'a search through a link',
    links: { vendor: '../harness' },
    steps: [['search', { pattern: '.', path: 'vendor' }]],
  },
  {
    name: 'instructions that are a link to .env',
    links: { 'AGENTS.md': '.env' },
    steps: [['list', {}]],
  },
  {
    name: 'a skill that is a link',
    links: { '.harness/skills/help/SKILL.md': '../../../.env' },
    steps: [['skill', { name: 'help' }]],
  },
]

export const readingTools: readonly Family[] = [
  {
    name: 'reading tools',
    cases: [
      ...read(
        '.env',
        './.env',
        'src/../.env',
        '@{work}/.env',
        './/.env',
        'config/id_rsa',
        '.env.local',
      ),
      ...read(
        'credentials.json',
        'deploy/server.pem',
        '@{home}/.ssh/id_rsa',
        '@{home}/.aws/credentials',
      ),
      ...read(
        '../harness/secrets.txt',
        '/proc/self/environ',
        '/proc/self/task/../environ',
        '/dev/fd/../environ',
      ),
      ...read(
        '.env/',
        '.env/.',
        '.env ',
        '.\u0065nv',
        '.ENV',
        '.env\u200b',
        '\uff0eenv',
        '~/.netrc',
      ),
      ...calls(
        'read_file',
        { path: '.env', offset: 2, limit: 1 },
        { path: '/proc/@{pid}/environ' },
      ),
      ...calls(
        'search',
        { pattern: 'API_KEY' },
        { pattern: '.', path: '.env' },
        { pattern: '.*', context: 20 },
      ),
      ...calls('search', { pattern: 'SECRET', glob: '.e*' }, { pattern: '.', path: 'config' }),
      ...calls(
        'search',
        { pattern: '.', path: '@{home}' },
        { pattern: 'PRIVATE', context: 3, path: 'deploy' },
      ),
      ...calls('glob', { pattern: '**/.env*' }, { pattern: '*', path: '@{home}/.ssh' }),
      ...calls(
        'context_pack',
        { query: 'API_KEY SESSION_SECRET client_secret' },
        { query: 'env', names: ['API_KEY'] },
      ),
      ...calls('repo_map', { query: 'API_KEY' }),
      ...calls('git_diff', { base: 'HEAD' }, { path: '.env' }),
      ...linked,
    ],
  },
  {
    name: 'changing tools',
    cases: [
      ...calls('edit', { path: '.env', old_string: 'API_KEY=x', new_string: 'API_KEY=y' }),
      ...calls('edit', { path: '@{home}/.netrc', old_string: 'machine api', new_string: 'x' }),
      ...calls(
        'apply_patch',
        { patch: patch('.env', 'API_KEY=none') },
        { patch: patch('.env', 'NODE_ENV=development') },
      ),
      ...calls('apply_patch', {
        patch: patch('@{home}/.ssh/id_rsa', '-----BEGIN OPENSSH PRIVATE'),
      }),
      ...calls('apply_patch', {
        patch: patch('@{home}/.netrc', 'machine api.example.com login me'),
      }),
      ...calls('apply_patch', { patch: patch('config/id_rsa', '-----END OPENSSH PRIVATE KEY') }),
      {
        name: 'a patch that renames .env',
        steps: [
          [
            'apply_patch',
            { patch: patch('.env', 'NODE_ENV=development', '*** Move to: notes.txt\n') },
          ],
          ['read_file', { path: 'notes.txt' }],
        ],
      },
      {
        name: 'a patch of git that renames .env',
        steps: [
          [
            'apply_patch',
            {
              patch:
                'diff --git a/.env b/notes.txt\nsimilarity index 100%\nrename from .env\nrename to notes.txt\n',
            },
          ],
          ['read_file', { path: 'notes.txt' }],
        ],
      },
      {
        name: 'a patch of git that copies a key',
        steps: [
          [
            'apply_patch',
            {
              patch:
                'diff --git a/config/id_rsa b/notes.txt\nsimilarity index 100%\ncopy from config/id_rsa\ncopy to notes.txt\n',
            },
          ],
          ['read_file', { path: 'notes.txt' }],
        ],
      },
    ],
  },
]
