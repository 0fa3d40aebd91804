import { listModels, type ModelList } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { modelListFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { coloursFor } from '../print/colours.ts'
import { modelTable } from '../print/model-table.ts'

/** `harness models [NAME]`: fails only when the one server that it was to ask told nothing. */
export async function modelsCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, modelListFlags)
  const [name, ...words] = positionals
  refuseWords('models NAME', words)
  const { remote = false, json = false } = values
  const list = await listModels({ remote, ...(name === undefined ? {} : { name }) })
  process.stdout.write(
    json ? `${JSON.stringify(list, null, 2)}\n` : modelTable(list, coloursFor(process.stdout)),
  )
  return remote && isUnanswered(list) ? exitCodes.failed : exitCodes.done
}

const isUnanswered = ({ providers }: ModelList) =>
  providers.length === 1 && providers.every(({ problem }) => problem !== null)
