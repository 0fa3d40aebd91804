// What is run while it is killed again and again: a hundred cases with real files and commands, and a subject that makes
// real sessions. A third of the cases is right at once, a third is mended after feedback, a third stays wrong.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { commandRunner, systemRuntime } from '@harness/kernel/node'
import type { EvalOptions } from '../eval-options.ts'
import { environment, loadedSuite, writeFiles } from './eval-world.ts'
import { sessionSubject, type Script } from './session-subject.ts'

export const cases = 100

const script: Script = (task, told) => {
  const number = Number(/\d+/.exec(task)?.[0])
  const isRight = number % 3 === 0 || (number % 3 === 1 && told > 1)
  return {
    writes: [
      ['test.sh', 'exit 0'],
      ['notes/änderung.txt', `round ${told}`],
      ['out.txt', isRight ? `right ${number}` : 'wrong'],
    ],
    answer: `Told ${told} times.`,
  }
}

/** Options of a run in a folder; everything else stands beside it. */
export function killOptions(folder: string): EvalOptions {
  const place = join(folder, '..', 'suite')
  mkdirSync(place, { recursive: true })
  writeFiles(place, {
    'fixture/test.sh': 'sleep 0.02; grep -q right out.txt',
    'fixture/deep/a/b.txt': 'b\r\n',
    'fixture/out.txt': 'empty',
  })
  const suite = loadedSuite(
    place,
    Array.from({ length: cases }, (_, number) => ({
      id: `case ${number}`,
      ...(number % 5 === 0 && { setup: ['sleep 0.02; echo made >made.txt'] }),
      ...(number % 7 === 0 && { expect: { commands: [{ run: 'sleep 0.01; cat out.txt' }] } }),
    })),
    { workspace: 'fixture', verify_command: 'sh test.sh', protect: ['test.sh'] },
  )
  return {
    suite,
    subject: sessionSubject(script, systemRuntime),
    folder,
    runtime: systemRuntime,
    commands: (_kind, { tasks }) => commandRunner({ folder: () => tasks }),
    env: environment,
    concurrency: 8,
    keep: 'all',
  }
}
