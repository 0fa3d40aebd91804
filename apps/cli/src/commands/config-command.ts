import { configSchema, readConfig } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { configOptions } from '../parse/config-options.ts'
import { showConfigFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { configTable } from '../print/config-table.ts'

/** `harness config`: what all layers come to, and where each value stands. */
export async function configCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, showConfigFlags)
  refuseWords('config', positionals)
  if (values.schema) {
    process.stdout.write(`${JSON.stringify(await configSchema(), null, 2)}\n`)
    return exitCodes.done
  }
  const view = await readConfig(configOptions(values))
  process.stdout.write(
    values.json
      ? `${JSON.stringify(view, null, 2)}\n`
      : configTable(view, process.stdout, process.cwd()),
  )
  return exitCodes.done
}
