import { logoutMcpServer } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { configOptions } from '../parse/config-options.ts'
import { configFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness mcp logout NAME`. */
export async function mcpLogout(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, configFlags)
  const [name, ...more] = positionals
  if (name === undefined) throw new UsageError('Of which? harness mcp logout NAME.')
  refuseWords('mcp logout NAME', more)
  const onNotice = (text: string) => void process.stderr.write(`${plainLine(text)}\n`)
  await logoutMcpServer({ ...configOptions(values), name, onNotice })
  onNotice(`Forgotten: the login at ${name}.`)
  return exitCodes.done
}
