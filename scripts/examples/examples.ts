// Every example of `examples/`, with what it prints.
import { join } from 'node:path'

import { sourcePaths } from '../gates/source-modules.ts'
import { root } from '../workspace-packages.ts'

export interface Example {
  /** Below `examples`. */
  file: string
  /** In this order, with anything between. */
  prints: readonly string[]
}

export const examplesFolder = join(root, 'examples')

export const examples: readonly Example[] = [
  { file: 'one-shot.ts', prints: ['not a language model', 'done after 1 turn'] },
  {
    file: 'streaming.ts',
    prints: ['> read_file {"path":"notes.md"}', '> done', 'You want to buy milk.', 'done', '$0'],
  },
  {
    file: 'multi-turn.ts',
    prints: ['steered: true', 'Water first, then dig.', 'I may not.', 'Written.', 'Water first.'],
  },
  {
    file: 'custom-tool.ts',
    prints: ['There is no station in Atlantis.', 'It is 21 degrees in Rome.'],
  },
  {
    file: 'permission-gate.ts',
    prints: [
      'the person is asked: write_file',
      '+Version 2.',
      'denied: shell Publishing is for people.',
      'The password is in the vault.',
    ],
  },
  {
    file: 'resume.ts',
    prints: [
      'the first process begins slow',
      'it was killed',
      'the second process begins slow',
      'Both are done.',
      'quick\nslow begins\nslow begins\nslow ends\n',
    ],
  },
  {
    file: 'parallel-runs.ts',
    prints: ['bread: pan (done)', 'water:  (failed)', 'salt: sal (done)', 'cheese: I do not know.'],
  },
  { file: 'custom-provider.ts', prints: ['calculator/default: It is 42.'] },
  {
    file: 'read-stream.ts',
    prints: ['session ', 'not a language model', 'done', 'exit code 0'],
  },
  { file: 'kernel-in-node.ts', prints: ['done', 'session.created', 'run.finished'] },
  {
    file: 'kernel-in-browser/bundle.ts',
    prints: ['KiB, 0 imports from outside', 'I hear: sunny in Oslo.'],
  },
]

/** Their files. */
export const exampleSources = (): string[] => sourcePaths(examplesFolder, ['{*,*/*}.ts'])

/** Those that run by themselves. */
export const exampleFiles = (): string[] =>
  exampleSources().filter((path) => path !== 'kernel-in-browser/page.ts')

/** The first text that is not printed behind the ones before it. */
export function missingFrom(output: string, prints: Example['prints']): string | undefined {
  let from = 0
  return prints.find((text) => {
    const at = output.indexOf(text, from)
    from = at + text.length
    return at < 0
  })
}
