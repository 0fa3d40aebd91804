import type { TextLayer } from '@harness/config'
import { layerOf, readLayers } from '../../config/read-layers.ts'
import { SdkError } from '../../sdk-error.ts'
import { loadLayers, worded } from './load-layers.ts'
import { placesOf } from './places-of.ts'
import type { ServerFiles } from './server-files.ts'

/** Rejects where what other files say of the name makes no server of it. */
export async function checkTogether(
  name: string,
  made: TextLayer,
  { files, gathering }: ServerFiles,
): Promise<void> {
  const layers = files.flatMap((file) =>
    file.path === made.file ? [layerOf(made)] : readLayers([file], gathering),
  )
  const { faults } = await loadLayers(layers)
  const own = `mcpServers.${name}`
  const about = faults.filter(({ key }) => key === own || key.startsWith(`${own}.`))
  if (about.length === 0) return
  const others = files.filter(({ path }) => path !== made.file)
  const where = (await placesOf(name, others)).join(' and ')
  throw new SdkError(
    'invalid_config',
    `${name} stands in ${where} too, and both together are no server: choose another name, or remove that one first.\n${about.map(worded).join('\n')}`,
  )
}
