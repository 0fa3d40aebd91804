import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suiteOf, type LoadedSuite, type Report, type SuiteFile } from '@harness/evals'
import { playModel, type Play } from '@harness/evals/testing'
import { conductEval } from '../../evals/conduct-eval.ts'

const loaded = (file: SuiteFile): LoadedSuite => ({
  suite: suiteOf(file),
  file,
  folder: process.cwd(),
  source: null,
})

export interface Playing {
  plays: readonly Play[]
  toolCalls?: 'text' | undefined
  concurrency?: number
  env?: Readonly<Record<string, string>>
}

/** Runs a suite with a model that plays, in a folder that is removed again. */
export async function runPlays(
  file: SuiteFile,
  { plays, toolCalls, concurrency = 4, env = {} }: Playing,
): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'plays-'))
  const text = toolCalls && { toolCalls }
  try {
    const { report } = await conductEval(loaded(file), {
      options: {
        provider: playModel(plays, { ...text }),
        model: 'plays',
        // Nobody needs a wall against a script, and not every machine has one.
        permissionMode: 'trust',
        sandbox: { enabled: false },
        contextChars: 0,
        env,
        ...text,
      },
      output: join(folder, 'run'),
      concurrency,
      keep: 'none',
      tries: 1,
    })
    return report
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
