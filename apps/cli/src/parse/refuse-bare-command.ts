import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { UsageError } from '../outcome/usage-error.ts'

/** `NAME npx -y …`: without `--` the flags of a command would be ours. */
export function refuseBareCommand(args: readonly string[], options: ParseArgsOptionsConfig): void {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const [name, second] = tokens.flatMap((token) => (token.kind === 'positional' ? [token] : []))
  if (!name || !second || second.value.includes(':')) return
  throw new UsageError(
    `${second.value} is no address. A command stands behind --, with its flags: harness mcp add ${name.value} -- ${second.value} …`,
  )
}
