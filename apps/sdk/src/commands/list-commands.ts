import type { Commands } from '@harness/context'
import type { Options } from '../options.ts'

/** Whose commands are listed. */
export type ListCommandsOptions = Pick<
  Options,
  'cwd' | 'home' | 'env' | 'settingSources' | 'inheritUserConfig'
>

/**
 * The commands that people wrote for a folder and for themselves: what a prompt such as `/name arguments` stands for. Of
 * two of one name the first stands; what is wrong with their files is in `faults`. Nothing of them is run.
 */
export async function listCommands(options: ListCommandsOptions = {}): Promise<Commands> {
  const { homeOf, openWorkspace, ownCommands } = await import('../engine.ts')
  const folder = await openWorkspace(options.cwd)
  return ownCommands({ options, folder, home: homeOf(options) })
}
