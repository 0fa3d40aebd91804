import { forkSession } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { compileNoSchemas } from '../parse/compile-no-schemas.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { readPrompt } from '../parse/read-prompt.ts'
import { readSchema } from '../parse/read-schema.ts'
import { runOptions } from '../parse/run-options.ts'
import { forkFlags } from '../parse/session-flags.ts'
import { sessionIdOf } from '../parse/session-id.ts'
import { sessionPlace } from '../parse/session-place.ts'
import { conductRun } from './run-command.ts'

type Values = Awaited<ReturnType<typeof parseFlags<typeof forkFlags>>>['values']

/** `harness sessions fork ID[@SEQ]`: prints the id of the new one, and nothing else on standard output; or goes on with it. */
export async function sessionsFork(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, forkFlags)
  const { id: place, rest } = sessionIdOf('fork', positionals)
  const { id, seq: at } = sessionPlace(place)
  const { title, ...others } = values
  if (rest.length > 0 || Object.keys(others).length > 0) return goOn(place, values, rest)
  const fork = await forkSession(id, {
    ...(at !== undefined && { at }),
    ...(title !== undefined && { title }),
  })
  process.stdout.write(`${fork}\n`)
  process.stderr.write(`Go on with it: harness --resume ${fork} "another way"\n`)
  return exitCodes.done
}

/** What if it had gone on another way from there? */
async function goOn(fork: string, values: Values, words: readonly string[]): Promise<number> {
  const { force = false, 'no-restore': stays = false, file = [] } = values
  if (force && stays) throw new UsageError('--force puts files back, and --no-restore does not.')
  const outputSchema = await readSchema(values['output-schema'])
  const restore = stays ? false : force ? 'force' : true
  const options = {
    ...runOptions(values),
    ...(outputSchema && { outputSchema }),
    fork,
    restore,
  } as const
  const folder = options.cwd ?? process.cwd()
  const prompt = await readPrompt({ words, files: file, folder, optional: true })
  await compileNoSchemas()
  return conductRun(prompt === undefined ? { options } : { prompt, options }, values)
}
