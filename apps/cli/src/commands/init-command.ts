import { initConfig } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { initFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness init`: a starter of a configuration, with comments. */
export async function initCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, initFlags)
  refuseWords('init', positionals)
  const { path, scope, trusted } = await initConfig({ scope: values.user ? 'user' : 'project' })
  const shows = 'harness config shows what it comes to.'
  const next =
    scope === 'user'
      ? shows
      : trusted
        ? `The folder is trusted from now on. ${shows}`
        : 'The folder is not trusted: look at what else is in its .harness, then say: harness trust'
  process.stderr.write(`Written: ${plainLine(path)}\n${next}\n`)
  return exitCodes.done
}
