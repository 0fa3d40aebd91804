import { listMcpServers } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { configOptions } from '../parse/config-options.ts'
import { serverListFlags } from '../parse/mcp-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { plainLine } from '../print/plain-text.ts'
import { serverTable } from '../print/server-table.ts'

/** `harness mcp list`: the servers of all layers, as a run would have them. Starts none. */
export async function mcpList(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, serverListFlags)
  refuseWords('mcp list', positionals)
  const onNotice = (text: string) => void process.stderr.write(`${plainLine(text)}\n`)
  const list = await listMcpServers({ ...configOptions(values), onNotice })
  process.stdout.write(
    values.json ? `${JSON.stringify(list, null, 2)}\n` : serverTable(list, process.stdout),
  )
  return exitCodes.done
}
