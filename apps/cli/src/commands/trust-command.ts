import { resolve } from 'node:path'
import { trustFolder } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { trustFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness trust [FOLDER]`: its configuration is read from now on. */
export async function trustCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, trustFlags)
  const [folder = '.', ...more] = positionals
  refuseWords('trust [FOLDER]', more)
  const trust = await trustFolder({ cwd: resolve(folder), trusted: !values.remove })
  const where = plainLine(trust.folder)
  const files = trust.files.map((file) => `  ${plainLine(file)}\n`).join('')
  process.stderr.write(
    trust.trusted
      ? `Trusted: ${where}\n${files === '' ? 'It has no configuration yet; what it gets will be read.\n' : `From now on this is read:\n${files}`}`
      : `Trusted no longer: ${where}\n`,
  )
  return exitCodes.done
}
