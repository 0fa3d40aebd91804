import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Subject } from '@harness/kernel'
import { commandRunner, systemRuntime } from '@harness/kernel/node'
import { SuiteFile } from '../../suite/suite-file.ts'
import { suiteOf, type LoadedSuite } from '../../suite/suite.ts'
import type { EvalOptions } from '../eval-options.ts'
import { runEval } from '../run-eval.ts'
import { temporaryFolder } from './temporary-folder.ts'

type CaseInput = Partial<SuiteFile['cases'][number]> & { id: string }

/** A folder of a test, with what suites and runs need. */
export interface EvalWorld extends Disposable {
  path: string
  /** Writes files below the folder. */
  write(files: Readonly<Record<string, string>>): void
  suite(cases: readonly CaseInput[], defaults?: SuiteFile['defaults']): LoadedSuite
  options(suite: LoadedSuite, subject: Subject, more?: Partial<EvalOptions>): EvalOptions
  run(suite: LoadedSuite, subject: Subject, more?: Partial<EvalOptions>): ReturnType<typeof runEval>
}

export const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' }

export function evalWorld(): EvalWorld {
  const folder = temporaryFolder()
  const { path } = folder
  const world: EvalWorld = {
    path,
    write: (files) => writeFiles(path, files),
    suite: (cases, defaults) => loadedSuite(path, cases, defaults),
    options: (suite, subject, more) => ({
      suite,
      subject,
      folder: join(path, 'run'),
      runtime: systemRuntime,
      commands: (_kind, place) => commandRunner({ folder: () => place.tasks }),
      env: environment,
      ...more,
    }),
    run: (suite, subject, more) => runEval(world.options(suite, subject, more)),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
  return world
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

export function loadedSuite(
  folder: string,
  cases: readonly CaseInput[],
  defaults?: SuiteFile['defaults'],
): LoadedSuite {
  const given = cases.map((one) => ({ task: `Do ${one.id}.`, ...one }))
  const file = SuiteFile.parse({ name: 'test', cases: given, ...(defaults && { defaults }) })
  return { suite: suiteOf(file), file, folder, source: null }
}
