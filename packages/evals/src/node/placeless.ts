import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Event, mapTexts, sha256, type Hash, type SessionReader } from '@harness/kernel'
import type { LogSource } from '@harness/traces'

/**
 * A session as it would read if it had stood nowhere: the folders of its attempt are called WORKSPACE and ATTEMPT wherever they
 * are named, in the system prompt too. `folder` is where the attempt stands now; where it stood when it ran, the session says.
 */
export async function placeless(
  reader: SessionReader,
  folder: string,
): Promise<LogSource & Required<Pick<LogSource, 'artifacts'>>> {
  const places = await placesOf(reader, folder)
  const rename = (text: string) =>
    places.reduce((said, [place, name]) => said.replaceAll(place, name), text)
  const texts = new Map<string, Uint8Array>()
  /** The hash of the renamed text, which `artifacts` then has. */
  const renamed = async (hash: Hash): Promise<Hash> => {
    const bytes = await reader.artifacts.get(hash)
    if (!bytes) return hash
    const text = new TextDecoder().decode(bytes)
    const said = rename(text)
    if (said === text) return hash
    const changed = new TextEncoder().encode(said)
    const name = `sha256:${sha256(changed)}`
    texts.set(name, changed)
    return name
  }
  return {
    async *read(from) {
      for await (const event of reader.read(from)) {
        const said = Event.parse(mapTexts(event, rename))
        if (said.type !== 'session.configured') yield said
        else {
          const { system, toolset } = said.data
          const [prompt, tools] = [await renamed(system), await renamed(toolset)]
          yield { ...said, data: { ...said.data, system: prompt, toolset: tools } }
        }
      }
    },
    artifacts: {
      put: (bytes, options) => reader.artifacts.put(bytes, options),
      get: async (hash) => texts.get(hash) ?? reader.artifacts.get(hash),
    },
  }
}

/** The attempt's folders with their names, the longest first: one may stand in the other. */
async function placesOf(reader: SessionReader, folder: string) {
  const places = new Map<string, string>([[folder, 'ATTEMPT']])
  places.set(await realpath(folder).catch(() => folder), 'ATTEMPT')
  for await (const event of reader.read(1)) {
    if (event.type !== 'session.created') break
    const { workspace } = event.data
    if (workspace === undefined) break
    places.set(dirname(workspace), 'ATTEMPT')
    places.set(workspace, 'WORKSPACE')
    break
  }
  // The root of a disk is no folder of an attempt.
  return [...places]
    .filter(([place]) => place.length > 1)
    .toSorted(([one], [other]) => other.length - one.length)
}
