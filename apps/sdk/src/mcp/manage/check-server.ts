import { printable } from '@harness/config'
import { McpAddressSettings } from '@harness/mcp'
import { SdkError } from '../../sdk-error.ts'
import type { McpServer } from '../mcp-settings.ts'
import { withVariables } from '../expand-variables.ts'
import { literalSecrets } from './literal-secrets.ts'
import { loadLayers, worded } from './load-layers.ts'
import type { ServerLayer } from './server-place.ts'

const names = /^[A-Za-z0-9][\w-]{0,63}$/u

/** The settings as they are to be written. Rejects with what is wrong with them, and what to do. */
export async function checkServer(
  name: string,
  given: McpServer,
  to: ServerLayer,
): Promise<McpServer> {
  if (!names.test(name)) {
    const why =
      'a name has letters, digits, - and _, begins with one of the first two, and has at most 64.'
    throw refused(`${JSON.stringify(name)} cannot be the name of a server: ${why}`)
  }
  const server = await parsed(name, given)
  if ('url' in server && !isAddress(server.url)) {
    const shown = JSON.stringify(printable(server.url))
    throw refused(`${shown} is no address. One begins with https:// or http://.`)
  }
  const [secret] = to === 'project' ? literalSecrets(server) : []
  if (secret === undefined) return server
  const variable = /\.(\w+)$/u.exec(secret)?.[1]?.toUpperCase() ?? 'NAME'
  throw refused(
    `${secret} of ${name} sounds like a secret, and .mcp.json is committed. Write a variable in its place, as '\${${variable}}': it is looked up when the server is started. Or keep it for yourself: --to user, --to local.`,
  )
}

/** As the schema has it, without what is undefined. */
async function parsed(name: string, server: McpServer): Promise<McpServer> {
  const layer = { name: 'program', label: name, value: { mcpServers: { [name]: server } } }
  const { value, faults } = await loadLayers([layer])
  const found = value?.mcpServers?.[name]
  if (found) return found
  throw new SdkError('invalid_config', faults.map(worded).join('\n'))
}

/** What variables stand for is not known yet. */
function isAddress(url: string): boolean {
  const known = withVariables(url, (_, otherwise) => otherwise ?? 'x')
  return url.startsWith('${') || McpAddressSettings.shape.url.safeParse(known).success
}

const refused = (message: string) => new SdkError('invalid_option', message)
