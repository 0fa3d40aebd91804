import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SuiteFile } from '@harness/evals'
import { z } from 'zod'

const files = z.record(z.string(), z.string())

const Exercise = z.object({
  id: z.string(),
  lang: z.enum(['py', 'js']),
  instruction: z.string(),
  stub: files,
  reference: files,
  tests: files,
  extra: files,
  verify: z.string(),
  verified: z.object({ stubFails: z.boolean(), referencePasses: z.boolean() }),
})
export type Exercise = z.infer<typeof Exercise>

export async function readExercises(corpora: string): Promise<Exercise[]> {
  const text = await readFile(join(corpora, 'evals', 'exercise-tasks.jsonl'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Exercise.parse(JSON.parse(line)))
}

/** A module whatever stands around it. */
const runner = 'spec-runner.mts'

/** The exercises as cases. Where their tests are written for jest, a file of the case's own runs them, protected like the tests. */
export async function exerciseSuite(exercises: readonly Exercise[]): Promise<SuiteFile> {
  const runnerText = await readFile(new URL('./spec-runner.ts', import.meta.url), 'utf8')
  return {
    name: 'exercises',
    cases: exercises.map(({ id, lang, instruction, stub, tests, extra, verify }) => ({
      id,
      task: `Exercise ${id}: write ${Object.keys(stub).join(', ')}. The tests stay as they are.\n\n${instruction}`,
      tags: [lang],
      files: { ...stub, ...tests, ...extra, ...(lang === 'js' && { [runner]: runnerText }) },
      protect: [...Object.keys(tests), ...(lang === 'js' ? [runner] : [])],
      verify_command: lang === 'js' ? `node ${runner} ${verify.split(' ').at(-1) ?? ''}` : verify,
      verify_timeout_s: 60,
    })),
  }
}
