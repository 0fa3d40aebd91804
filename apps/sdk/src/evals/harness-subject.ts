import type { Subject } from '@harness/kernel'
import type { Options } from '../options.ts'

/**
 * The harness with these options as what an eval measures, in this process. They are looked at once: a model that cannot be
 * used is told before any attempt begins. Of the person whose machine this is an attempt knows how to reach providers, and
 * nothing else: no configuration, no rules, no hooks, no servers, no instructions, no skills of theirs. What stands in its
 * workspace counts as for any run in a folder that nobody trusts.
 *
 * Without a `permissionMode` it is `auto`: edits go through, commands in the sandbox too, and where there is no sandbox
 * commands that change something are denied. Nobody is asked.
 * @throws SdkError for options that mean nothing, or that an eval has no use for.
 */
export async function harnessSubject(options: Options = {}): Promise<Subject> {
  const { inProcessSubject } = await import('../evals-engine.ts')
  return inProcessSubject(options)
}
