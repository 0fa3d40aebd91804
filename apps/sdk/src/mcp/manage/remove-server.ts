import { ConfigError, removeKey } from '@harness/config'
import { SdkError } from '../../sdk-error.ts'
import { changeServerFile } from './change-server-file.ts'
import { placeIn, placesOf } from './places-of.ts'
import type { RemoveServerInput } from './remove-mcp-server.ts'
import { serverFiles, whyNotTo, type ServerFiles } from './server-files.ts'
import type { ChangedServer } from './server-place.ts'

export async function removeServer(input: RemoveServerInput): Promise<ChangedServer> {
  const { name, from, ...place } = input
  const { files } = await serverFiles(place)
  const asked = files.filter(
    ({ layer, status }) => status !== 'absent' && (from ?? layer) === layer,
  )
  const found = await foundIn(asked, name)
  const [file, ...more] = found
  if (!file) throw notThere(name, asked)
  if (more.length > 0) throw severalHave(name, found)
  const why = whyNotTo(file)
  if (why !== undefined) throw refused(`Nothing was written to ${file.path}: ${why}.`)
  const trusted = await changeServerFile(file, {
    change: (before) => removeKey(before, ['mcpServers', name]),
  })
  const others = files.filter(({ path }) => path !== file.path)
  const { layer, path } = file
  return { name, layer, path, trusted, others: await placesOf(name, others) }
}

type File = ServerFiles['files'][number]
type Found = File & { place: string }

async function foundIn(files: readonly File[], name: string): Promise<Found[]> {
  try {
    const places = await Promise.all(files.map((file) => placeIn(file, name)))
    return files.flatMap((file, at) => {
      const place = places[at]
      return place === undefined ? [] : [{ ...file, place }]
    })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new SdkError('invalid_config', error.message, { cause: error })
  }
}

function notThere(name: string, files: readonly File[]): SdkError {
  const where = files.map(({ label }) => label).join(', ')
  const looked = where === '' ? 'there is no file that could have one' : `it is in none of ${where}`
  return refused(
    `There is no MCP server ${JSON.stringify(name)}: ${looked}. harness mcp list has all.`,
  )
}

function severalHave(name: string, found: readonly Found[]): SdkError {
  const places = found.map(({ place }) => place).join(', ')
  const layers = [...new Set(found.map(({ layer }) => layer))]
  const how =
    layers.length < found.length
      ? 'take one out by hand'
      : `say which: ${layers.map((layer) => `--from ${layer}`).join(', ')}`
  return refused(`Several files have ${name}: ${places}. Nothing was removed; ${how}.`)
}

const refused = (message: string) => new SdkError('invalid_option', message)
