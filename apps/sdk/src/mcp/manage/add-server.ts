import { findKey, setKey } from '@harness/config'
import { SdkError } from '../../sdk-error.ts'
import type { AddServerInput } from './add-mcp-server.ts'
import { changeServerFile } from './change-server-file.ts'
import { checkServer } from './check-server.ts'
import { checkTogether } from './check-together.ts'
import { literalSecrets } from './literal-secrets.ts'
import { placesOf } from './places-of.ts'
import { fileFor, serverFiles } from './server-files.ts'
import type { ChangedServer } from './server-place.ts'

export async function addServer(input: AddServerInput): Promise<ChangedServer> {
  const { name, to = 'user', ...place } = input
  const server = await checkServer(name, input.server, to)
  const around = await serverFiles(place)
  const file = fileFor(to, around)
  const key = ['mcpServers', name]
  const trusted = await changeServerFile(file, {
    isSecret: to !== 'project' && literalSecrets(server).length > 0,
    async change(before) {
      const found = await findKey(before, key)
      if (found) throw taken(name, `${file.label}:${found.line}`, to)
      const text = await setKey(before, key, server)
      await checkTogether(name, { ...before, text }, around)
      return text
    },
  })
  const others = around.files.filter(({ path }) => path !== file.path)
  return { name, layer: to, path: file.path, trusted, others: await placesOf(name, others) }
}

const taken = (name: string, where: string, layer: string) =>
  new SdkError(
    'invalid_option',
    `There is ${name} already, at ${where}. Remove it first: harness mcp remove ${name} --from ${layer}`,
  )
