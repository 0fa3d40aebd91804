import { Manifest } from '../workspace/manifest.ts'
import type { Attempt } from './attempt-world.ts'

/** The workspace of an attempt as it was when the subject began, from the log. */
export async function attemptManifest({ world, state }: Attempt): Promise<Manifest> {
  if (!state.prepared) throw new Error('not prepared')
  return Manifest.parse(await world.log.get(state.prepared.files))
}
