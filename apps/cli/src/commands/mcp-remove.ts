import { removeMcpServer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { removeServerFlags, serverLayers } from '../parse/mcp-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { plainLine } from '../print/plain-text.ts'
import { shownPath } from '../print/shown-path.ts'

/** `harness mcp remove NAME`. */
export async function mcpRemove(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, removeServerFlags)
  const [name, ...more] = positionals
  if (name === undefined)
    throw new UsageError('Which? harness mcp remove NAME; harness mcp list has them all.')
  refuseWords('mcp remove NAME', more)
  const from = serverLayers.find((layer) => layer === values.from)
  const removed = await removeMcpServer({ name, ...(from !== undefined && { from }) })
  const trust = removed.trusted ? '' : 'What else it says is not read: it is not trusted.\n'
  const places = removed.others.map(plainLine).join(', ')
  const left = places === '' ? '' : `It still stands in ${places}.\n`
  const where = shownPath(removed.path)
  process.stderr.write(`Removed ${plainLine(name)} from ${where}.\n${trust}${left}`)
  return exitCodes.done
}
