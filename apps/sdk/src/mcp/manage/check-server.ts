import { ConfigError, findKey, loadConfig, readConfigFile, type TextLayer } from '@harness/config'
import { McpAddressSettings } from '@harness/mcp'
import { Config } from '../../config/config.ts'
import { layerOf, readLayers } from '../../config/read-layers.ts'
import { SdkError } from '../../sdk-error.ts'
import type { McpServer } from '../mcp-settings.ts'
import { literalSecrets } from './literal-secrets.ts'
import type { ServerFiles } from './server-files.ts'
import type { ServerLayer } from './server-place.ts'

const names = /^[A-Za-z0-9][\w-]{0,63}$/u

/** What is wrong with a server by itself, as an error that says what to do. */
export async function checkServer(name: string, server: McpServer, to: ServerLayer): Promise<void> {
  if (!names.test(name)) {
    const why =
      'a name has letters, digits, - and _, begins with one of the first two, and has at most 64.'
    throw refused(`${JSON.stringify(name)} cannot be the name of a server: ${why}`)
  }
  const value = { mcpServers: { [name]: server } }
  const faults = await faultsOf(() => loadConfig(Config, [{ name: to, label: name, value }]))
  if (faults.length > 0) throw invalid(faults.join('\n'))
  if ('url' in server && !isAddress(server.url)) {
    throw refused(
      `${JSON.stringify(server.url)} is no address. One begins with https:// or http://.`,
    )
  }
  const [secret] = to === 'project' ? literalSecrets(server) : []
  if (secret === undefined) return
  const variable = /\.(\w+)$/u.exec(secret)?.[1]?.toUpperCase() ?? 'NAME'
  throw refused(
    `${secret} of ${name} sounds like a secret, and .mcp.json is committed. Write a variable in its place, as '\${${variable}}': it is looked up when the server is started. Or keep it for yourself: --to user, --to local.`,
  )
}

/** What other files say of the name may make no server of it. */
export async function checkTogether(
  name: string,
  made: TextLayer,
  { files, gathering }: ServerFiles,
): Promise<void> {
  const layers = files.flatMap((file) =>
    file.path === made.file ? [layerOf(made)] : readLayers([file], gathering),
  )
  const faults = await faultsOf(() => loadConfig(Config, layers), `mcpServers.${name}`)
  if (faults.length === 0) return
  const others = files.filter(({ path, status }) => status === 'read' && path !== made.file)
  const places = await Promise.all(others.map((file) => placeIn(file, name)))
  const where = places.filter((place) => place !== undefined).join(' and ')
  throw invalid(
    `${name} stands in ${where} too, and both together are no server: choose another name, or remove that one first.\n${faults.join('\n')}`,
  )
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

async function faultsOf(load: () => Promise<unknown>, about = ''): Promise<string[]> {
  try {
    await load()
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults
      .filter(({ key }) => about === '' || key === about || key.startsWith(`${about}.`))
      .map(({ key, message }) => `${key}: ${message}`)
  }
}

/** What variables stand for is not known yet. */
function isAddress(url: string): boolean {
  const known = url.replaceAll(
    /\$\{[A-Za-z_]\w*(?::-([^}]*))?\}/gu,
    (_, otherwise) => otherwise ?? 'x',
  )
  return url.startsWith('${') || McpAddressSettings.shape.url.safeParse(known).success
}

const refused = (message: string) => new SdkError('invalid_option', message)
const invalid = (message: string) => new SdkError('invalid_config', message)
