import { findKey, readConfigFile } from '@harness/config'
import type { ServerFiles } from './server-files.ts'

/** Where files that runs read have a server of that name. */
export async function placesOf(name: string, files: ServerFiles['files']): Promise<string[]> {
  const read = files.filter(({ status }) => status === 'read')
  const places = await Promise.allSettled(read.map((file) => placeIn(file, name)))
  // What is wrong with another file is for others to say.
  return places.flatMap((place) => (place.status === 'fulfilled' ? (place.value ?? []) : []))
}

/** Where a file has a server of that name: its label and line. */
export async function placeIn(
  { path, layer, label }: ServerFiles['files'][number],
  name: string,
): Promise<string | undefined> {
  const read = readConfigFile(path, layer, label)
  const found = read && (await findKey(read, ['mcpServers', name]))
  return found && `${label}:${found.line}`
}
