import { addMcpServer, type ChangedServer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { addServerFlags, serverLayers } from '../parse/mcp-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseBareCommand } from '../parse/refuse-bare-command.ts'
import { serverOf } from '../parse/server-of.ts'
import { plainLine } from '../print/plain-text.ts'
import { shownPath } from '../print/shown-path.ts'

/** `harness mcp add NAME -- COMMAND ARGS…`, or `harness mcp add NAME URL`. */
export async function mcpAdd(args: readonly string[]): Promise<number> {
  const end = args.indexOf('--')
  if (end < 0) refuseBareCommand(args, addServerFlags)
  const { values, positionals } = await parseFlags(
    end < 0 ? args : args.slice(0, end),
    addServerFlags,
  )
  const command = end < 0 ? [] : args.slice(end + 1)
  const to = serverLayers.find((layer) => layer === (values.to ?? values.scope))
  const added = await addMcpServer({
    ...serverOf({ words: positionals, command, values }),
    ...(to !== undefined && { to }),
  })
  const where = shownPath(added.path)
  process.stderr.write(`Added ${added.name} to ${where}.\n${mergedIn(added)}${nextOf(added)}\n`)
  return exitCodes.done
}

const mergedIn = ({ others }: ChangedServer): string =>
  others.length === 0
    ? ''
    : `It stands in ${others.map(plainLine).join(', ')} too: the stronger counts. See: harness mcp list\n`

const nextOf = ({ name, path, trusted }: ChangedServer): string =>
  trusted
    ? `See whether it works: harness mcp test ${name}`
    : `It is not read yet: this folder, or what was in the file, is not trusted.\nLook at ${shownPath(path)}, then say: harness trust`
