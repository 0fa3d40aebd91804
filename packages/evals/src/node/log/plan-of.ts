import { resolve } from 'node:path'
import { EvalsError } from '../../evals-error.ts'
import type { EvalBody } from '../../record/eval-event.ts'
import type { LoadedSuite } from '../../suite/suite.ts'
import { caseHash } from '../case-hash.ts'
import { errorCode } from '../error-code.ts'
import type { SourceFolders } from '../workspace/source-folders.ts'

export type Plan = Extract<EvalBody, { type: 'x.eval.begun' }>['data']['plan']

/**
 * What is to be done: each case with its repeats and its hash.
 *
 * @throws EvalsError `bad_suite` that names each workspace that cannot be read.
 */
export async function planOf(
  { suite, folder }: LoadedSuite,
  sources: SourceFolders,
): Promise<Plan> {
  const plan: Plan = []
  const faults: string[] = []
  for (const theCase of suite.cases) {
    const { id, repeats, workspace } = theCase
    try {
      plan.push({ case: id, repeats, hash: await caseHash(theCase, folder, sources) })
    } catch (error) {
      const code = errorCode(error)
      if (code === undefined) throw error
      const place = resolve(folder, workspace ?? '')
      faults.push(`case "${id}" › workspace: ${place} cannot be read (${code})`)
    }
  }
  if (faults.length === 0) return plan
  throw new EvalsError('bad_suite', `${faults.join('\n')}\nName folders that are there.`)
}
