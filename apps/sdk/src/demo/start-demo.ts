import type { Options } from '../options.ts'
import type { Query } from '../query.ts'
import type { TestRun } from './run-tests.ts'

/** How the demo is begun. */
export type DemoOptions = Pick<Options, 'home' | 'signal' | 'store'>

/** The demonstration under way. */
export interface Demo {
  /** The folder with the copy of the sample repository. */
  workspace: string
  prompt: string
  /** The sample as it was, by path. */
  files: Readonly<Record<string, string>>
  query: Query
  /** Runs the sample's tests, without the agent. */
  verify(): Promise<TestRun>
}

/**
 * Copies a small repository with a failing test into a temporary folder and lets the offline model, a script, mend it with
 * the real loop, tools, permissions and log. Needs no key and no network.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { copyAndMend } = await import('./copy-and-mend.ts')
  return copyAndMend(options)
}
