import type { ValueRedactor } from '@harness/kernel'
import { folderOf } from '../session/folder-of.ts'
import type { Options } from '../options.ts'
import type { Store } from '../session/open-store.ts'
import { prepareRun } from './prepare-run.ts'

/** What a run of the session would keep out of its log, its folder's configuration included. */
export async function redactorFor(
  store: Store,
  id: string,
  given: Pick<Options, 'env'> = {},
): Promise<ValueRedactor> {
  const folder = await folderOf(store, { kind: 'resume', id }, process.cwd())
  const options = {
    ...(store.home !== undefined && { home: store.home }),
    ...(given.env && { env: given.env }),
  }
  const { redactor } = await prepareRun(options, { folder, isFirst: false, home: store.tasks })
  return redactor
}
