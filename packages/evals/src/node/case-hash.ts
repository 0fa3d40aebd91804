import { resolve } from 'node:path'
import type { EvalCase } from '../suite/suite.ts'
import { canonicalJson } from './log/canonical-json.ts'
import { digestOf } from './workspace/digest-entry.ts'
import { SourceFolders } from './workspace/source-folders.ts'

/**
 * Tells a case from a later version of itself: a digest of all it says, and of every file of its workspace, by path, kind,
 * whether it may be run, and content; not of what is below `.git`. `folder` is the suite's. How often it is tried, what it
 * is called, and its tags are not in it: they change nothing of what is asked. Rejects as the file system does.
 */
export async function caseHash(
  theCase: EvalCase,
  folder: string,
  sources: SourceFolders = new SourceFolders(),
): Promise<string> {
  const { id: _id, repeats: _repeats, tags: _tags, workspace, ...said } = theCase
  const content =
    workspace === null ? null : (await sources.look(resolve(folder, workspace))).digest
  return digestOf(canonicalJson([said, content]))
}
