// What a folder can be made of.
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Hostile } from './hostile.ts'

const names = [
  '$(./canary.sh).ts',
  '`./canary.sh`.ts',
  ';./canary.sh;.ts',
  '| ./canary.sh',
  '--output=canary.ts',
  '--pre=./canary.sh',
  '-exec',
  '@secret',
  'a\nb.ts',
  '\u001b[2J\u001b]0;x\u0007.ts',
  '%s%n.ts',
  '\u202egnp.ts',
  "'; ./canary.sh; '.ts",
]

export const shapeTraps: readonly Hostile[] = [
  {
    name: 'names that are commands',
    set({ write, git }) {
      for (const name of names) write(join('src', name), 'export const greet = 1\n')
      for (const name of names) write(join('greet', name), 'export const greet = 1\n')
      git('add', 'greet')
    },
  },
  {
    name: 'links that come back',
    set({ folder }) {
      symlinkSync('.', join(folder, 'again'))
      symlinkSync('..', join(folder, 'src/up'))
      symlinkSync('b', join(folder, 'a'))
      symlinkSync('a', join(folder, 'b'))
      symlinkSync('/', join(folder, 'everything'))
    },
  },
  {
    name: 'links to a secret',
    leadsOut: true,
    set({ folder, secret, root }) {
      for (const name of ['README.md', 'src/greeting.ts', 'greet.md'])
        symlinkSync(secret, join(folder, name))
      symlinkSync(root, join(folder, 'greetings'))
    },
  },
  {
    name: 'pipes and devices among the files',
    set({ folder }) {
      for (const name of ['README.md', 'package.json', 'greet.ts', 'src/greet.py']) {
        execFileSync('mkfifo', [join(folder, name)])
      }
      symlinkSync('/dev/zero', join(folder, 'greet.js'))
      symlinkSync('/dev/stdin', join(folder, 'greet.go'))
    },
  },
  {
    name: 'pipes that git and ripgrep read',
    isSlow: true,
    set({ folder }) {
      for (const name of ['.gitignore', '.gitattributes'])
        execFileSync('mkfifo', [join(folder, name)])
    },
  },
  {
    name: '400 folders, one in the other',
    set({ folder }) {
      mkdirSync(join(folder, ...Array.from({ length: 400 }, () => 'greet')), { recursive: true })
    },
  },
  {
    name: 'a .gitignore of 5,000 patterns',
    set({ write }) {
      write(
        '.gitignore',
        Array.from({ length: 5_000 }, (_, at) => `**/a*${at}*/**/b*${at}*\n`).join(''),
      )
    },
  },
  {
    name: 'a file of 20 MB in one line',
    set: ({ write }) =>
      void write('src/greeting.ts', `export const greet = '${'greet '.repeat(3_500_000)}'`),
  },
  {
    name: 'a file of a wrong encoding',
    set: ({ write }) => void write('src/greeting.ts', '\u0000\ufeffgreet\u0000'.repeat(10_000)),
  },
]
