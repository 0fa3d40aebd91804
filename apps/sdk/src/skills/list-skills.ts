import type { Skills } from '@harness/context'
import type { Options } from '../options.ts'

/** Whose skills are listed. */
export type ListSkillsOptions = Pick<Options, 'cwd' | 'home' | 'env'>

/**
 * The skills of a folder and of the user, the ones that win first; of two of one name the first stands. What is wrong with
 * their files is in `faults`. Nothing of them is run, and a folder need not be trusted to be looked at.
 */
export async function listSkills(options: ListSkillsOptions = {}): Promise<Skills> {
  const { homeOf, openWorkspace, skillFolders } = await import('../engine.ts')
  const { readSkills } = await import('@harness/context')
  const workspace = await openWorkspace(options.cwd)
  return readSkills(skillFolders({ workspace, home: homeOf(options) }))
}
